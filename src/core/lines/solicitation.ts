/** Requests of a site to its readers, and labels of advertisements. All tests take the match key of a line. */

/** Code units of a key: a site asks in one line. */
const LINE_AT_MOST = 70;

/** What it asks, */
const ASKS =
  /关注|追踪|订阅|下载|扫码|扫描|长按|识别|点击|点我|点这里|点赞|点个赞|点亮|按赞|搜索|加入|打开|安装|转发|收藏|留言|投稿|爆料|报料|拨打|请洽|请联系|捐款|赞助|打赏|赞赏|购买|抢购|领取|输入|加微信|加小编|添加|进群|入群|拉你|分享到|注册接收|follow|subscribe|download|sign-?up|donate/u;
/** and where: an account, a program, a letter, a group, an address. */
const MEANS =
  /公众号|公号|微信|微博|抖音|视频号|头条号|小红书|客户端|app(?![a-z])|二维码|qrcode|line(?![a-z])|telegram|facebook|(?<![a-z])fb(?![a-z])|(?<![a-z])ig(?![a-z])|instagram|youtube|粉丝[团专页]|频道|电子报|newsletter|邮箱|e-?mail|信箱|[读者交流粉丝微信q]群|进群|qq|朋友圈|评论区|小程序|菜单栏|时事通讯|新闻信|名片|阅读原文|小编|在看|https?:|www\.|[\w.-]{2,40}@|\d{3,4}-\d{3,4}/u;
/** What it gives, or calls its own: an order to the readers is the story's where nothing of the kind stands beside it. */
const OFFERS =
  /群[^\d]{0,8}\d{6,11}|更多(?:服务|技能|惊喜|精彩|资讯|新闻|内容|原创|相关|好文|文章|福利|干货|故事|报道|「|“|")|看更多|不漏接|不迷路|不错过|抢先看|每天|每日|第一时间|随时随地|免费|优惠|福利|限时|名额有限|欢迎|敬请|立即|马上|快来|快加入|赶快|我们|本[报刊站网台社文]|小编|编辑部|爆料|报料|新闻线索|商务合作|广告合作|喜欢|觉得好看|↓|👇|👉/u;

/** Words of stories and notices, which are no requests. */
const TELLS =
  /[了过着]|他们?|她们?|它们?|表示|介绍|据|称|曾|说|年|月|日(?!报)|时间|地点|具体|安排|名单|结果|另行|公告|通知|查询|办理|预约|报名|缴|联系人|联系电话|咨询电话|\d[:：]\d\d|(?<!更多)[“"「『][^”"」』]{9,}|更多[“"「『][^”"」』]{9,}[”"」』](?!的)/u;

/** Whether a line asks for something and says where; that alone may be a notice's. */
export function isRequest(key: string): boolean {
  return key.length <= LINE_AT_MOST && ASKS.test(key) && MEANS.test(key) && !TELLS.test(key);
}

/** Whether it also says what it offers, or whose it is. */
export function isSolicitation(key: string): boolean {
  return isRequest(key) && OFFERS.test(key);
}

/** 广告, [廣告], Advertisement: nothing else. */
const AD_LABEL =
  /^[\p{P}\p{S}]{0,4}(?:广告|推广|赞助(?:内容|商广告)?|ads?|advertisements?|advertising|sponsored(?:content|links?)?|promoted|nativeadvertising|广告赞助|广告时间)[\p{P}\p{S}]{0,4}$/u;

/** The same, and that the text goes on: 「广告 - 内容未结束请往下滚动」, 「Story continues below advertisement」. */
const AD_NOTICE =
  /^[\p{P}\p{S}]{0,4}(?:(?:广告|advertisement)(?:[\p{P}\p{S}]{1,4}|之后|后|结束后|(?=请))(?:[\p{P}\p{S}]*(?:文章|内容|下文|本文|正文|全文|请|未完|未结束|还有|继续|向下|往下|下拉|滚动|滑动|卷动|阅读|观看|浏览|continue|reading|below|scroll|to|story|article|content))+|(?:文章|内容|本文|正文)(?:未完|未结束)[,，]?请?(?:看完|点击|往下|向下)?广告(?:后|之后)?(?:继续)?(?:阅读|观看)?|(?:story|article|content)continuesbelow(?:this)?(?:ad|advertisement)?)[\p{P}\p{S}]{0,6}$/u;

/** 请继续往下阅读: the ad is a picture. */
const READ_ON = /^[\p{P}\p{S}]{0,4}请?(?:继续)?往下(?:继续)?(?:阅读|滑动|滚动|看|卷动)[\p{P}\p{S}]{0,6}$/u;

/** A word that may be a heading as well. */
export function isAdLabel(key: string): boolean {
  return key.length <= LINE_AT_MOST && (AD_LABEL.test(key) || READ_ON.test(key));
}

export function isAdNotice(key: string): boolean {
  return key.length <= LINE_AT_MOST && AD_NOTICE.test(key);
}

/** 限时特价 ¥99, 原价￥199 现价￥99, 购买链接：…, 立即抢购, 订票电话：…. */
const SALE =
  /(?:特价|现价|原价|优惠价|到手价|券后价?|折后价?|京东价|天猫价|抢购价|团购价)[\p{P}\p{S}]{0,2}(?:¥|￥|\$|nt\$|rmb)?\d|(?:订票|订房|订购|订餐|预订)(?:电话|热线|专线)[:：]?\d|^[\p{P}\p{S}]{0,4}(?:(?:点击|立即|马上)(?:购买|抢购|下单|领取|领券|报名)(?:优惠券)?|(?:购买|下单|淘宝|京东|报名)链接)(?:[:：].*)?[\p{P}\p{S}]{0,4}$/u;

export function isSale(key: string): boolean {
  return key.length <= LINE_AT_MOST && SALE.test(key);
}
