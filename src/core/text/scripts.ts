/** Simplified and traditional characters: the one table of both. */

/** After OpenCC's tables. Characters that are both, as 乾 and 后, are left out or have one sense in such phrases. */
const TRADITIONAL =
  "丟並亞佈來倉個們側偵備傳債傾僅價儕優儲內兩冊別刪則創劃劇劑勁動務勞勢勸區協卻參員問啓啟單噴國圍園圖團執報場塊壩壯壽夥娛學實寧審寫將專尋對導屜屬嶺師帶幣幫幹庫廠廢廣廳張強彈後從復徵愛態憂憑憤應懷戲戶掃掛" +
  "採換搶撥擇擊擔據擼擾攔攜攝數於時暢曬書會條業構樂樓標樣橋機檔檢欄權欽歐歡歸殺氣決沒淚淪減測湊準溫溼滲滿濃濕瀏灣為無煉熱營爲牆獎獨獲現環產畢當療發盡監盤眾確碼磚礙稅種稱穎穩窯競筆節範簡籌籤糧糾約紅紙級細" +
  "紹終組結絕絡給統經綠維網綻緊線緣編縣縮總繼續罰羣習聞聯聲聽腦膽臉臨臺與興舉舊萬葉蒞蓋薦藍藥處號蟎蟲衆術裏裝裡見規視覺覽觀觸訂計訊討記訪設許診註評詞詢試詩話該詳認語誠誤說説課調談請論諮諾謂講謝謹證識議護" +
  "譽讀讓豐負貨責買貸費貼資賞賠賣質賬賭賴賺購賽贊贏蹤車軌較載輔輕輝輪輯輸轉辦農這連進遊運過違遞遠適選還邊郵鄉鄭鄰醫醬釐銀銷鋪鋼錄錘錢錯鍵鍾鎮鏈鏡長門閉開間閱閲關陳陽隊際隨險隱雙雞離難雲電靜韓響頁頂項順須" +
  "預頓領頭頻題額顏願顛類顧顯風飛飲養餘館饋騙騰驗驚體鬧魚鮮鳳麼黃點齊龍製複週係繫讚証録鐘穫産儘鬆閒絲捲";
const SIMPLIFIED =
  "丢并亚布来仓个们侧侦备传债倾仅价侪优储内两册别删则创划剧剂劲动务劳势劝区协却参员问启启单喷国围园图团执报场块坝壮寿伙娱学实宁审写将专寻对导屉属岭师带币帮干库厂废广厅张强弹后从复征爱态忧凭愤应怀戏户扫挂" +
  "采换抢拨择击担据撸扰拦携摄数于时畅晒书会条业构乐楼标样桥机档检栏权钦欧欢归杀气决没泪沦减测凑准温湿渗满浓湿浏湾为无炼热营为墙奖独获现环产毕当疗发尽监盘众确码砖碍税种称颖稳窑竞笔节范简筹签粮纠约红纸级细" +
  "绍终组结绝络给统经绿维网绽紧线缘编县缩总继续罚群习闻联声听脑胆脸临台与兴举旧万叶莅盖荐蓝药处号螨虫众术里装里见规视觉览观触订计讯讨记访设许诊注评词询试诗话该详认语诚误说说课调谈请论咨诺谓讲谢谨证识议护" +
  "誉读让丰负货责买贷费贴资赏赔卖质账赌赖赚购赛赞赢踪车轨较载辅轻辉轮辑输转办农这连进游运过违递远适选还边邮乡郑邻医酱厘银销铺钢录锤钱错键钟镇链镜长门闭开间阅阅关陈阳队际随险隐双鸡离难云电静韩响页顶项顺须" +
  "预顿领头频题额颜愿颠类顾显风飞饮养余馆馈骗腾验惊体闹鱼鲜凤么黄点齐龙制复周系系赞证录钟获产尽松闲丝卷";

/** Simplified ones that traditional texts write as well, in another sense: 皇后, 公里, 台 for 臺. */
const IN_BOTH = "个后台里余伙准凭卷厂广岭并布干愿松泪游碍系采云于周制";

/** By code unit: the simplified one, 0 for all others. */
const simplified = new Uint16Array(0x1_0000);
for (let at = 0; at < TRADITIONAL.length; at += 1)
  simplified[TRADITIONAL.charCodeAt(at)] = SIMPLIFIED.charCodeAt(at);

/** Of the same length, character by character. */
export function toSimplified(text: string): string {
  let folded = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = simplified[text.charCodeAt(at)]!;
    if (unit === 0) continue;
    folded += text.slice(from, at) + String.fromCharCode(unit);
    from = at + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/** By code unit: −1 for simplified only, 1 for traditional only, 0 for all others. */
const script = new Int8Array(0x1_0000);
for (const char of SIMPLIFIED) if (!IN_BOTH.includes(char)) script[char.charCodeAt(0)] = -1;
for (const char of TRADITIONAL) if (!SIMPLIFIED.includes(char)) script[char.charCodeAt(0)] = 1;

/** Number of characters that only one of the scripts has. */
export function countScripts(text: string): { readonly simplified: number; readonly traditional: number } {
  let simplified = 0;
  let traditional = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = script[text.charCodeAt(at)]!;
    if (sign < 0) simplified += 1;
    else if (sign > 0) traditional += 1;
  }
  return { simplified, traditional };
}

/** A text with as many of one script as of the other is not traditional. */
export function isTraditional(lines: readonly string[]): boolean {
  let balance = 0;
  for (const line of lines) {
    const { simplified, traditional } = countScripts(line);
    balance += traditional - simplified;
  }
  return balance > 0;
}
