/** What newsift says in Chinese. */
import type { Words } from "./en.ts";
import { stagesInChinese } from "./stages-zh.ts";

const verdicts: Words["verdicts"] = {
  article: "文章",
  listing: "列表页",
  spam: "垃圾页",
  thin: "内容过少",
  blocked: "被拦截",
  "not-chinese": "非中文",
};

const verdictReasons: Words["verdictReasons"] = {
  prose: "正文共 {prose} 字，{lines} 行。",
  "endless-page": "页面超过 {lines} 行，其余部分没有读取。",
  "blocked-notice": "页面只说“{notice}”，别无其他。",
  "planted-links": "种下的链接占页面的 {share%}。",
  "foreign-language": "文本的语言是“{language}”（ISO 639-3）。",
  "links-only": "{entries} 个短条目，此外的文字有 {chars} 字。",
  teasers: "{lines} 行里有 {teasers} 行是中断的摘要。",
  "list-shape": "形状像列表（对数几率 {logOdds}，高于 {threshold} 即不收）。",
  "too-little": "只剩 {chars} 字。",
  scripted: "页面可能由脚本填充：在其来源里设 `render: auto`，或使用 `newsift ingest --render`。",
  "not-opened": "有 {parts} 个框架或影子根没有读取：收据里列出了它们。",
  "judged-by-person": "由人在 {on} 判定。",
  "wrong-charset": "有 {places} 处按错误的字符集解码（“{example}”）：只有原始字节才能修复。",
  "lost-bytes": "有 {places} 处字节无法解码，以 U+FFFD 代替。",
  said: "{sentence}",
  unlinkedStretch: "最长的无链接文字有 {value} 字。",
  published: "没有发布日期。",
  declaresArticle: "页面没有说自己是文章。",
  described: "页面简介的 {value%} 见于正文。",
  lowHeadline: "标题不是 `<h1>` 以下的标题。",
  recurring: "{value} 行在页面上出现三次以上。",
  inRecords: "可能是正文的文字里有 {value%} 是重复的条目。",
  prices: "{value} 行是价格。",
  surest: "没有一块属于正文的对数几率超过 {value}。",
};

const incomplete: Words["incomplete"] = {
  "broken-off": "页面在结束之前中断",
  "further-pages": "缺少后续页",
  "too-long": "页面太长，没有读到末尾",
};

const LEARN_ANEW =
  "[ 如果这是对的，请把今天的日期作为 checkedLive 写进 config/sources/{source}.yaml：之后会重新学习什么是正常的。]";

const runProblems: Words["runProblems"] = {
  "listing-lost": "本应从 {url} 得到文章列表，但无法取得。{message}",
  "listing-empty":
    "本应从 {url} 得到[匹配 {pattern} 的][“{links}”之内的]文章，但一篇也没有。请用 `newsift discover {source}` 查看现在的情况，并改正 config/sources/{source}.yaml。",
  "listing-broken-off":
    "{url} 本应读到末尾，但中途中断：其后的内容没有看到。每次抓取都会再次请求它：如果一直如此，请换用别的列表、订阅源或站点地图。",
  "listing-too-long":
    "{url} 本应读到末尾，但超过 [{elements} 个元素][{entries} 个条目]：其后的内容没有看到。请换用较短的列表、订阅源或站点地图。",
  "no-articles":
    "本应得到文章，但取得的 {pages} 个页面里一篇也没有（{verdicts}）。请用 `newsift diff` 查看其中一个：网站可能已经改版，或发来的不是它的页面。",
  "pages-failed": "请求了 {asked} 篇文章，失败 {failed} 篇（{errors}）。`newsift status` 会列出它们。",
  "pages-waiting":
    "本应抓取找到的全部页面，但还有 {pages} 个在等待，因为暂时不再请求它们的主机。`newsift status` 会说明到什么时候；下一次抓取会继续。",
  "articles-lost":
    "{articles} 篇已知的文章再次取得时不再是文章（{verdicts}）：{named}[，另有 {more} 篇]。此前归档的版本仍然有效。请用 `newsift diff --before {example}` 查看取得的内容：网站可能已经改版，或发来的不是它的页面。",
  "drift-links": `列表现在给出 {now} 篇文章，以往为 {usual}（根据最近 {runs} 次运行，预期 {least} 至 {most}）。${LEARN_ANEW}`,
  "drift-new": `这次抓取了 {now} 个新页面，以往为 {usual}（根据最近 {runs} 次运行，预期至多 {most}）。${LEARN_ANEW}`,
  "drift-articles": `新的和有变化的页面里，现在有 {now%} 是文章，以往为 {usual%}（根据最近 {runs} 次运行，预期至少 {least%}）。${LEARN_ANEW}`,
  "drift-removed": `文章现在被删去 {now%} 的文字，以往为 {usual%}（根据最近 {runs} 次运行，预期至多 {most%}）。${LEARN_ANEW}`,
  "drift-length": `每篇文章现在保留 {now} 字，以往为 {usual}（根据最近 {runs} 次运行，预期至少 {least}）。${LEARN_ANEW}`,
  "stopped-by-error": "{message}",
  said: "{sentence}",
};

const cuts: Words["cuts"] = {
  "broken-off": "在结束之前中断",
  "too-long": "超过 [{elements} 个元素][{entries} 个条目]",
};

const addressReasons: Words["addressReasons"] = {
  "named-by-feed": "订阅源给出了它",
  "named-by-news-sitemap": "新闻站点地图给出了它",
  "day-or-document": "地址里有日期或文档编号",
  "page-with-headline": "地址是页面的地址，链接文字是标题",
  page: "地址是页面的地址",
  "matches-pattern": "地址符合文章的模式（article）",
  file: "地址是文件的地址",
  index: "地址是列表或服务的地址",
  label: "链接文字只是一个标签",
  "no-page": "地址里没有日期、文档编号或页面",
  "no-headline": "地址是页面的地址，但链接文字不是标题",
  "no-match": "地址不符合文章的模式（article）",
  "other-host": "它在另一个主机上",
  "hash-route": "它与其他页面的区别只在 # 之后（设置 hashRoutes: true 和 render: browser 即可抓取）",
  "too-old": "它的日期（{date}）早于 {from}",
  "too-long": "它超过 {most} 个字符",
  "too-deep": "它的路径超过 {most} 段",
  repetitive: "它的路径重复 /{part}/ 超过 {most} 次",
  "in-the-future": "它写着将来的日期（{date}）",
  "taken-down": "它已被撤下",
  "page-limit": "已达到 {most} 页的上限",
};

const toleratedFaults: Words["toleratedFaults"] = {
  "unknown-encoding": "Content-Encoding 不是任何一种编码：正文按收到的样子使用。",
  "bytes-behind-compression": "压缩正文结束之后还有字节，已略去。",
  "repeated-length": "Content-Length 出现了不止一次。",
  "length-of-chunks": "Content-Length 与分块同时出现，以分块为准。",
  "unasked-continue": "没有请求却收到 100 Continue。",
  "malformed-header": "头部有一行不是字段，或在不该有的地方有空白。",
  "text-above-xml": "订阅源或站点地图的 XML 之前有文字。",
};

const pageStatus: Words["pageStatus"] = {
  found: "未请求",
  listed: "已读列表",
  new: "新",
  changed: "有变化",
  unchanged: "无变化",
  "not-modified": "未修改（304）",
  failed: "失败",
  cleaned: "已清洗",
};

const errors: Words["errors"] = {
  newsift: "newsift 自身的故障：请报告。",
  usage: "命令行有误：见 `newsift --help`。",
  config: "配置文件里有未知的键或错误的值。",
  workspace: "该文件夹不是工作区，或其中没有这篇文档。",
  locked: "另一个运行正在使用这个工作区。",
  write: "文件无法写入（磁盘已满或没有权限）。",
  "chromium-missing": "某个来源需要浏览器，而本机没有。",
  setup: "`newsift doctor` 发现缺少必需的东西。",
  listen: "要提供页面的地址已被占用，或无法使用。",
  "unreadable-input": "文件或文件夹不存在，或不可读取。",
  "empty-input": "文件或页面是空的。",
  "binary-input": "文件或页面既不是 HTML 也不是文本。",
  "pdf-input": "文件或页面是 PDF。",
  "unresolved-host": "主机名无法解析。",
  connection: "无法连接、连接中断，或超时没有回应。",
  "client-status": "服务器回应 4xx：页面不存在，或不对我们开放。",
  "server-status": "服务器回应 5xx：请稍后再试。",
  redirect: "重定向循环，或重定向太多。",
  "too-large": "页面或文件超过大小上限。",
  "private-address": "这是内网地址：用 `--allow-private` 允许。",
  robots: "robots.txt 禁止抓取该页面，或无法读取。",
  scheme: "地址不是 http 或 https。",
  "nothing-found": "某个来源或网站没有通向任何文章。",
  stage: "某个处理环节在一篇文档上失败；其余文档继续。",
  "not-article": "页面已抓取并保存，但不是文章。",
  verify: "净文与原始文件和收据不符。",
  score: "得分低于下限，或语料无法读取。",
  degraded: "抓取已结束，但有预期的内容没有出现。",
  case: "用例的结果与人工判定不同，或用例无法读取。",
  impact: "已通过的文档会改变（`newsift impact --fail`）。",
  "broken-off": "页面在结束之前中断：已收到的部分保留了下来。",
  "hash-route": "地址只在 `#` 之后不同，只有浏览器能区分。",
  "newer-format": "文件由更新版本的 newsift 写成：请更新本程序。",
  "taken-down": "该地址已被撤下（`newsift takedown`）：不再抓取。",
  model: "学习得到的模型与本版本的 newsift 不符。",
};

/** How a command ends that no error ended. */
const ends: Words["ends"] = {
  ok: "一切顺利。",
  SIGINT: "被 SIGINT（Ctrl-C）停止：同一条命令会接着做。",
  SIGTERM: "被 SIGTERM 停止：同一条命令会接着做。",
};

const stageKinds: Words["stageKinds"] = {
  links: "站内链接",
  spam: "垃圾信息",
  site: "网站文字",
  credits: "标题与署名",
  beside: "正文之外",
  characters: "字符",
  person: "人工",
};

const evidence: Words["evidence"] = {
  cue: "用语",
  cues: "用语数",
  weight: "分量",
  position: "位置",
  label: "标签",
  linked: "带链接",
  share: "占比",
  links: "链接",
  entries: "条目",
  places: "地名",
  hosts: "网站数",
  score: "得分",
  probability: "概率",
  most: "主要依据",
  known: "已知文档",
  dated: "带日期",
  hidden: "隐藏",
  documents: "文档数",
};

export const zh: Words = {
  verdicts,
  verdictReasons,
  incomplete,
  runProblems,
  cuts,
  addressReasons,
  toleratedFaults,
  pageStatus,
  errors,
  ends,
  stageKinds,
  stages: stagesInChinese,
  evidence,
};
