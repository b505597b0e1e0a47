/** Pattern sources for credits: labels, offices, media, names of persons. */

export const AUTHORS =
  "记者|記者|作者|撰文|撰稿|采写|採寫|采访|採訪|执笔|執筆|整理|编译|編譯|翻译|翻譯|译者|譯者|譯稿|校译|校譯|摄影|攝影|图片|圖片|文字|图文|圖文|文图|文圖|通讯员|通訊員|出品|制作|製作|供稿|投稿|绘图|繪圖|制图|製圖|发布者|發布者|发布人|發布人|發佈人";
/** Nothing stands before them: 「原文：」 is no credit. */
export const LETTERS = "文|译|譯|摄|攝|图|圖|编|編";
export const EDITORS =
  "编辑|編輯|责编|責編|美编|美編|主编|主編|总编|總編|编委|編委|采编|採編|编审|編審|编务|審編|审核|審核|校对|校對|审校|審校|校审|校審|审读|審讀|审稿|審稿|监审|監審|监制|監製|统筹|統籌|统稿|統稿|策划|策劃|企划|企劃|美術|美术|设计|設計|排版";
export const SOURCES =
  "来源|來源|稿源|图源|圖源|出处|出處|转自|轉自|转载自|轉載自|来自|來自|综合自|綜合自|编译自|編譯自|整理自|摘自|选自|選自|原载|原載|图据|圖據|供图|供圖|供稿单位|供稿單位|资料提供|資料提供|图片提供|圖片提供|照片提供|图文提供|圖文提供|发稿单位|發稿單位|提供单位|提供單位|转载地址|轉載地址|链接网址|原文链接|原文地址|文章链接|发布单位|發布單位|發佈單位|资料维护|資料維護";
export const KEYWORDS = "关键词|关键字|關鍵詞|關鍵字|标签|標籤|标签云";
export const COUNTERS = "点击|點擊|浏览|瀏覽|阅读|閱讀|点阅|點閱|查看|人气|人氣|访问|造訪|播放|观看|觀看";
/** Behind a counter: 「浏览次数」, 「瀏覽人次」. */
export const COUNTED = "(?:人?次[数數]?|人[数數]|量|率|数|數)?";

/**
 * Other contributors. Such words also label captions, links and items of meetings, so a person's name must follow:
 * 「视频：许三桥」, not 「视频：放河灯」.
 */
export const ROLES =
  "视频|視頻|影音|影像|音频|音頻|剪辑|剪輯|拍摄|拍攝|航拍|配音|播音|朗读|导播|導播|文案|海报|海報|插画|插畫|插图|插圖|漫画|漫畫|题图|題圖|封面|版式|运营|營運|口述|实习生|實習生|上传|上傳|录入|錄入|張貼|张贴|签发|簽發|发稿|發稿|刊发|刊發|出品人|[一二三初复複终終][审審读讀](?:[一二三][校审審])?|[一二三][审審][一二三]?校";

/** 本报记者, 新华社记者, 见习记者; 「记者陈芳」. */
export const OFFICES = "记者|記者|通讯员|通訊員|特派员|特派員|特约撰稿人|撰稿人|作者|实习生|實習生";

/** A name of a newspaper, an agency or a site. */
const NO_MEDIUM =
  /(?:[播情预預通公海举舉汇匯捷申回简簡]报|[平舞后後阳陽月站擂]台|[电電联聯]网|(?:旅行|合作|供销|公)社|[期专專]刊)$/u;
const MEDIUM =
  /^[\p{Script=Han}A-Za-z·]{1,12}(?:[报報网網社台臺刊]|新闻|新聞|在线|在線|客户端|客戶端|传媒|傳媒|通讯社|周刊|週刊|杂志|雜誌|网络版|網絡版|电视台|電視台)$|^新华社$|^中新社$/u;

export function isMedium(name: string): boolean {
  return MEDIUM.test(name) && !NO_MEDIUM.test(name);
}

/** The commonest family names, which nine people in ten have. */
const FAMILY_NAMES =
  "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁舒耿牟卜詹关關苗凌费費纪紀靳盛童欧歐甄曲成游阳陽裴卫衛屈鲍鮑覃霍翁隋植甘景薄包司柏宁寧柯阮桂闵解强柴华華冉辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬臧畅宫來苟艾邝鄺褚娄婁楚";
const DOUBLE_FAMILY_NAMES =
  "欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|司徒|皇甫|夏侯|令狐|东方|慕容|公孙|公孫|尉迟|尉遲|端木";

/** 许三桥, 欧阳三桥: the pattern of a Chinese name with its family name in front. */
export const PERSON = `(?:(?:${DOUBLE_FAMILY_NAMES})|[${FAMILY_NAMES}])\\p{Script=Han}{1,2}`;

const IS_PERSON = new RegExp(`^${PERSON}$`, "u");

export function isPerson(name: string): boolean {
  return IS_PERSON.test(name);
}
