/**
 * Words that the lines around articles are made of. None decides: each is one feature among many, so they may be
 * everyday words, unlike the phrases of the cue files.
 */

const CUES = {
  related:
    /相关|相關|推荐|推薦|延伸|热门|熱門|热点|排行|猜你|更多|看过|最新(?:消息|文章|资讯|新闻)|頭條|精彩|为您|你可能|Related|Read more|More (?:from|stories|on)|Recommended|Trending|Popular|You may/iu,
  nextPage: /[上下前后後]一(?:篇|条|條|页|頁|则|章)|Previous|Next (?:post|article)|Newer|Older/iu,
  byline:
    /(?:编辑|編輯|责编|校对|审核|记者|記者|作者|来源|來源|撰文|发布(?:时间|日期)?|發佈|时间|日期|浏览|阅读|点击|字号|字体|原标题)\s{0,3}[:：/|]|\bBy [A-Z]|Published|Updated|Posted/iu,
  copyright: /版权|版權|Copyright|©|ICP备|ICP證|All rights|备案|许可证|公网安备|著作權/iu,
  comments: /评论|評論|留言|回复|回復|跟帖|网友|Comment|Reply|登录|登入|注册/iu,
  share:
    /分享|扫[码描一]|二维码|微信|微博|朋友圈|关注(?:我们|公众号)|收藏|点赞|打印|Facebook|Twitter|LINE|Share|Follow|Subscribe|Newsletter|Email|APP|下载|訂閱|追蹤/iu,
  disclaimer:
    /声明|聲明|免责|转载|轉載|侵权|不代表|仅供参考|投稿|联系(?:我们|方式)|举报|电话[:：]|地址[:：]|邮箱|客服|Disclaimer|Contact/iu,
  navigation:
    /首页|首頁|返回|当前位置|您?(?:的|现在)?的?位置|导航|菜单|搜索|Home|Menu|Search|Skip to|Log ?in|Sign/iu,
} as const;

export type LineCue = keyof typeof CUES;

export const lineCues = Object.entries(CUES) as readonly (readonly [LineCue, RegExp])[];
