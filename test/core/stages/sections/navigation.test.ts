import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const SECTIONS = ["首页", "镇内新闻", "政务公开", "办事服务", "互动交流", "青湾风光"];

const list = (names: readonly string[], element = "li") =>
  names.map((name, at) => `<${element}><a href="/c${at}/">${name}</a></${element}>`).join("");
const bar = (names: readonly string[], between: string) =>
  names.map((name, at) => `<a href="/c${at}/">${name}</a>`).join(between);

const NAMES = ["网站无障碍浏览", "登录", "镇政府信箱", "意见征集栏", "联系我们"];
const HEADLINES = ["渡口的船换了新帆布", "晒谷场上放电影", "老人说书的下午", "河边人家的灯火"];
const TOPIC = "点击进入专题：老粮站的四季与晒谷场上的夏天";

const removes: readonly Removal[] = [
  // Three of four are links.
  {
    html: { above: `<ul>${list(HEADLINES.slice(0, 3))}<li>${HEADLINES[3]}</li></ul>` },
    lines: HEADLINES,
    reason: "link-list",
  },
  { text: { above: NAMES.join("\n") }, lines: ["镇政府信箱", "意见征集栏"], reason: "menu-run" },
  {
    html: { inside: `<p>${bar(["她修桌子", "他订书", "老人说书"], "，")}</p>` },
    lines: ["她修桌子，他订书，老人说书"],
    reason: "menu",
  },
  { text: { above: "点击进入专题：老粮站的四季　晒谷场上的夏天和秋天" }, reason: "menu-entry" },
  { html: { above: `<ul class="nav">${list(SECTIONS)}</ul>` }, lines: SECTIONS, reason: "link-list" },
  {
    html: { above: `<table><tr>${list(SECTIONS, "td")}</tr></table>` },
    lines: SECTIONS,
    reason: "link-list",
  },
  {
    html: {
      below: `<div>${list(["白石村修好了晒坝", "柳林小学迎来新操场", "水口茶农赶制春茶"], "p")}</div>`,
    },
    lines: ["白石村修好了晒坝", "柳林小学迎来新操场", "水口茶农赶制春茶"],
    reason: "link-list",
  },
  { html: { above: `<div>${bar(SECTIONS, " | ")}</div>` }, lines: [SECTIONS.join(" | ")], reason: "menu" },
  {
    html: { below: `<div>${bar(["关于我们", "网站声明", "联系我们", "人才招聘"], "　")}</div>` },
    lines: ["关于我们　网站声明　联系我们　人才招聘"],
    reason: "menu",
  },
  { text: { above: "首页 新闻 政务 服务 互动" }, reason: "menu" },
  { text: { below: "关于我们 加入我们 人力资讯 网站地图 招聘信息" }, reason: "menu" },
  { text: { above: "设为首页 | 加入收藏" }, reason: "menu-entry" },
  { text: { above: "登录 注册" }, reason: "menu-entry" },
  { text: { below: "返回顶部" }, reason: "menu-entry" },
  { html: { above: "<div>播报文章</div>" }, lines: ["播报文章"], reason: "menu-entry" },
  { text: { above: "语音播报文章，释放双眼" }, reason: "menu-entry" },
  { text: { above: "视频加载中，请稍候..." }, reason: "menu-entry" },
  { text: { above: "点击进入专题：老粮站的四季" }, reason: "menu-entry" },
  { text: { below: "展开全文" }, reason: "menu-entry" },
  { html: { inside: `<div class="app">客户端</div>` }, lines: ["客户端"], reason: "menu-entry" },
  {
    text: { above: "首页\n新闻\n政务\n服务\n登录\n搜索" },
    lines: ["新闻", "政务", "服务"],
    reason: "menu-run",
  },
];

const COMPUTER = "屋里还有一台能看县里书目的旧电脑，是镇里给的。";
const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("她点开网站首页，第一眼看到的是自己家的那片茶园。"),
  inside("村里老人学会了登录医保账户，还会教邻居。"),
  inside("搜索持续了两天两夜，救援队员轮换着睡在车里。"),
  inside("镇里的适老化改造做到了第二年，无障碍浏览的按钮放在最上面。"),
  // Verse, and headings of two words.
  inside("粮满仓\n书满窗\n灯一盏\n人一双\n过了冬\n又春光"),
  inside("一、收书\n二、修书\n三、借书\n四、还书\n五、晒书"),
  inside("读书 下棋 听鼓书"),
  { text: { inside: "专题展览办了三个月，推荐的书目换了两次。" } },
  { text: { inside: "导航只能把人带到村口，剩下的路要问人。" } },
  inside("语音播报文章的机器坏了，老人们就轮流念。"),
  inside("朗读的是沈月桥，听新闻的是满屋子老人。"),
  { text: { end: "粮满仓\n书满窗\n灯一盏\n人一双\n过了冬" } },
  { text: { above: "联系我们最近的那间阅览室" } },
  { text: { above: TOPIC } },
  // Between paragraphs a name of four characters at most stands alone, in an element of its own.
  { html: { inside: `<div class="app">网站地图导航</div>` }, lines: ["网站地图导航"] },
  { html: { inside: `<div class="app">客户端</div><div class="app">${COMPUTER}</div>` }, lines: ["客户端"] },
  { html: { inside: `<div class="app">${COMPUTER}</div><div class="app">客户端</div>` }, lines: ["客户端"] },
  // Links that say something.
  {
    html: { inside: `<p>${bar(["她修桌子。", "他订书。", "三百人来听！"], "")}都在老粮站</p>` },
    lines: ["她修桌子。他订书。三百人来听！都在老粮站"],
  },
  {
    html: { inside: `<p>${bar(["她修桌子", "他订书", "老人说书", "孩子听"], "，")}</p>` },
    lines: ["她修桌子，他订书，老人说书，孩子听"],
  },
  {
    html: {
      inside: `<p>书目见<a href="/a/">白石</a>、<a href="/b/">柳林</a>、<a href="/c/">水口</a>三个村的公开栏，每个月换一次。</p>`,
    },
    lines: ["书目见白石、柳林、水口三个村的公开栏，每个月换一次。"],
  },
  {
    html: {
      inside: `<ul><li><a href="/1/">《秋收》</a>，白石村收来</li><li><a href="/2/">《晒谷场》</a>，柳林村收来</li><li><a href="/3/">《旧秤》</a>，水口村收来</li></ul>`,
    },
    lines: ["《秋收》，白石村收来", "《晒谷场》，柳林村收来", "《旧秤》，水口村收来"],
  },
];

const leaves: readonly Keep[] = [
  // Too few lines for a menu, or only one that sites have.
  { text: { above: "首页\n登录\n读书会\n晒谷场" }, lines: ["读书会", "晒谷场"] },
  { text: { above: "首页\n读书会\n晒谷场\n老粮站\n书架" }, lines: ["读书会", "晒谷场", "老粮站", "书架"] },
];

describeStage("navigation", removes, keeps, { leaves });
