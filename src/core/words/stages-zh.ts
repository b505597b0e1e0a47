/** Names of the stages in Chinese, and what their reasons mean. */
import type { StageWords } from "./en.ts";

export const stagesInChinese: StageWords = {
  "sup-sub-ruby": {
    summary: "写明上下标（10⁴、H₂O），去掉注释编号，注音放入括号。",
    name: "上下标与注音",
    reasons: {
      superscript: "上标：与前面的数字连写会变成另一个数",
      subscript: "下标",
      "note-number": "注释编号，不属于句子",
      reading: "注音，放入括号",
      "reading-aid": "逐字的注音",
    },
  },
  "blank-lines": {
    summary: "读者看不到任何内容的行。",
    name: "空行",
    reasons: { blank: "只有空白或零宽字符" },
  },
  "front-matter": {
    summary: "Markdown 文章上方的设置（YAML、TOML）；其中的标题留作标题。",
    name: "文首设置",
    reasons: { "front-matter": "Markdown 文首的设置或分隔线", "front-matter-title": "标题两侧的键名和引号" },
  },
  markup: {
    summary: "残留的标签、实体、代码、Markdown 链接和裸地址；其间的文字保留。",
    name: "标记残留",
    reasons: {
      tag: "HTML 标签",
      entity: "HTML 实体，换成它所代表的字符",
      call: "句中混入的脚本语句",
      "page-break": "编辑器的分页标记",
      value: "程序输出的空值",
      "code-line": "混入的样式、脚本代码或脚本数据",
      "rule-line": "由同一符号画成的横线",
      "address-line": "整行只是一个网址",
      "link-line": "整行只是 Markdown 链接",
      "link-target": "文字后面的网址",
    },
  },
  "duplicate-body": {
    summary: "为其他屏幕或打印再排了一遍的同一正文；只留一份。",
    name: "重复正文",
    reasons: { "printed-again": "同一正文为其他屏幕或打印再排了一遍" },
  },
  "index-header": {
    summary: "政府公文上方的索引表（索引号、发文机关、文号等）；保留为元数据。",
    name: "公文索引",
    reasons: { "index-table": "正文上方的索引表，保留为元数据" },
  },
  breadcrumb: {
    summary: "从首页到本页的路径。",
    name: "导航路径",
    reasons: { breadcrumb: "正文上方的栏目路径" },
  },
  headline: {
    summary: "标题只出现一次：重复的标题和后面的站名去掉。",
    name: "标题",
    reasons: {
      "repeated-headline": "与标题相同的文字",
      "title-tag": "网页的 <title>，页面上另有标题",
      "above-headline": "<title> 与标题之间的短行",
      "site-name": "<title> 附加的栏目或站名",
      label: "标题之前的“主题：”，网页标题以其后文字开头",
      counter: "标题之后的数字，网页标题没有",
    },
  },
  "link-farm": {
    summary: "为搜索引擎种下的链接：一个关键词换着地名、关键词串、赌博用语。",
    name: "链接农场",
    reasons: {
      "keyword-over-places": "同一关键词换着地名重复",
      "keyword-list": "互相重复的关键词",
      "gambling-words": "多个博彩或代办名称，不成句",
    },
  },
  navigation: {
    summary: "菜单、无障碍工具、链接列表。",
    name: "导航",
    reasons: {
      "link-list": "几乎全是链接的列表",
      menu: "一行里的多个栏目名",
      "menu-entry": "独占一行的网站功能名",
      "menu-run": "正文之外成串的极短行",
    },
  },
  share: {
    summary: "分享栏、扫码提示、标签、请人关注账号的话。",
    name: "分享",
    reasons: { share: "分享按钮或关注提示" },
  },
  appeal: {
    summary: "呼吁与推广：订阅、捐款、下载应用、求助热线、“请继续往下阅读”。",
    name: "呼吁与推广",
    reasons: {
      box: "页面自己命名的订阅、捐款等框",
      line: "正文之外的此类文字，或以其开头的一行",
      ask: "正文之外或自成一格的一行，说明求什么、去哪里",
      "ad-label": "自成一格的广告标记，或带“继续阅读”的广告标记",
    },
  },
  contact: {
    summary: "带电话、账号或表单的推销行。",
    name: "推销联系方式",
    reasons: { contact: "推销用语", "contact-detail": "推销语旁的号码或地址" },
  },
  disclaimer: {
    summary: "网站或平台关于权利和责任的声明。",
    name: "免责声明",
    reasons: { disclaimer: "声明的套话" },
  },
  copyright: {
    summary: "页脚的主办单位和备案、许可信息。",
    name: "版权",
    reasons: { copyright: "版权方、备案号或主办单位" },
  },
  records: {
    summary: "成列的摘要：几条样式相同、带链接的标题，各附摘要或日期。",
    name: "成列的摘要",
    reasons: {
      record: "并列而样式相同的几条之一：带链接的标题，附摘要或日期",
      heading: "这种列表上方的标题",
    },
  },
  "appended-article": {
    summary: "网页接在后面的另一篇文章。",
    name: "下一篇文章",
    reasons: { "appended-article": "从第二个同级标题及其日期行开始" },
  },
  "prev-next": {
    summary: "上一篇、下一篇的链接。",
    name: "上下篇",
    reasons: { "prev-next": "以上一篇、下一条等开头的短行" },
  },
  "headline-list": {
    summary: "其他文章的标题列表，带序号或日期。",
    name: "标题列表",
    reasons: { "numbered-headlines": "带编号的长列表，没有句子", "dated-headlines": "各带日期的多个标题" },
  },
  related: {
    summary: "相关、推荐和热门文章的列表及其摘要。",
    name: "相关推荐",
    reasons: {
      heading: "其他文章列表的标题",
      entry: "其下的标题、链接或摘要",
      "link-tail": "末句之后或自带标题的外链",
    },
  },
  comments: {
    summary: "文章下方的读者评论。",
    name: "评论",
    reasons: { heading: "评论区的标题或规则", comment: "其下的评论" },
  },
  paratext: {
    summary: "图注、电头与导语：保留并在收据中标出，要求时才去掉。",
    name: "图注、电头与导语",
    reasons: {
      caption: "图片下的说明",
      dateline: "首句前的地点、日期与通讯社",
      standfirst: "标题与正文之间的摘要",
    },
  },
  byline: {
    summary: "文本周围的日期、来源、作者、编辑、引题、计数和字号工具；保留为元数据。",
    name: "署名",
    reasons: {
      byline: "来源、编辑、浏览次数等标签",
      date: "正文上方只有日期的短行",
      "original-title": "说明原题的一行",
      credit: "正文旁的一行，各部分都是标签及其值、记者、日期、次数或名称",
      "closing-credit": "段末括号里的来源或编辑",
    },
  },
  inserts: {
    summary: "程序放在段落之间的：播放器的设置、印刷页码。",
    name: "插入",
    reasons: { player: "播放器的时间、倍速与设置", "page-number": "印刷页码" },
  },
  "site-template": {
    summary: "主机多数网页反复出现、并且另有一种证据的内容（见 `newsift profile`）。",
    name: "全站重复",
    reasons: {
      "beyond-text": "在正文元素之外，隔着标题或网站的文字",
      "linked-label": "大半是链接的标签",
      cue: "像套话的措辞",
    },
  },
  injected: {
    summary: "种在别的主题的文字里的话：带联系方式的推销、关键词、写给语言模型的指令。",
    name: "植入内容",
    reasons: {
      offer: "博彩、色情或办证用语，附有网址或账号",
      keyword: "两个标点之间只有此类词，多次出现",
      prompt: "写给语言模型的指令，文中别处并未谈及模型",
    },
  },
  content: {
    summary: "按从已标注网页学到的模型选出正文；之外的去掉。",
    name: "正文选取",
    reasons: {
      "unlike-text": "在正文之中，但不像正文",
      "above-text": "在正文上方，又不是标题",
      "below-text": "在正文结束之后",
    },
  },
  unicode: {
    summary: "组合字母（NFC），去掉不可见字符，把形近部首和全角字母写成它们所代表的字符。",
    name: "字符规范",
    reasons: {
      invisible: "没有宽度也没有作用的字符",
      radical: "代替汉字的部首字符",
      "full-width": "全角字母或数字",
      composition: "NFC 有另一种写法的字符",
    },
  },
  "inserted-readings": {
    summary: "去掉机器塞进句子里的东西：单字后的注音（產(chǎn)業(yè)）、多余的逗号。",
    name: "夹字",
    reasons: { reading: "单字后括号里的注音，遍布全文", "doubled-comma": "成对逗号中的第二个，遍布全文" },
  },
  "obfuscated-words": {
    summary: "把列出的避开广告法和过滤的写法（蕞新、zui大、加薇信）改回原意。",
    name: "变体字",
    reasons: {
      superlative: "变形的最高级：蕞新、zui大",
      rank: "变形的第一：全国第①",
      contact: "变形的联系方式：加薇信",
      rights: "变形的权利声明：版荃所有",
      spaced: "中间夹空格的词：最 佳",
    },
  },
  punctuation: {
    summary: "给中文句子换回全角标点；数字、地址和英文保持不变。",
    name: "标点",
    reasons: {
      mark: "中文里的半角标点",
      bracket: "中文里的半角括号",
      quote: "中文里的直引号",
      "missing-quote": "列举中漏掉的前引号",
      ellipsis: "用点代替的省略号",
      dash: "用连字符代替的破折号",
      "full-stop": "用点代替的句号",
    },
  },
  "white-space": {
    summary: "去掉缩进和中文句子里的空格；该分隔的地方留一个普通空格。",
    name: "空白",
    reasons: {
      edge: "行首或行尾的空白",
      "beside-mark": "全角标点旁的空格",
      "inside-sentence": "汉字之间的空格",
      "letter-spacing": "标签里撑开的空格",
      "odd-space": "多个空格或少见的空格",
    },
  },
  review: {
    summary: "人的决定：去掉的块、改写的文字。",
    name: "人工审阅",
    reasons: { removed: "由人删除", edited: "由人改写" },
  },
  joining: { name: "拼接", reasons: { "repeated-line": "前一页已有的行", "page-numbers": "页码" } },
};
