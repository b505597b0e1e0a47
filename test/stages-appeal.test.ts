import { describeStage, type Keep, type Removal } from "./stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "line" });

const removes: readonly Removal[] = [
  below("下载青湾新闻客户端，随时随地看新闻！"),
  below("珍惜生命，自杀不能解决难题，求救请打热线。"),
  below("守护自由空间，请支持青湾文化社"),
  below("户名：青湾文化社　开户行：青湾农商银行"),
  { text: { inside: "ADVERTISEMENT" }, reason: "line" },
  below("廣告"),
  { text: { inside: "[廣告]請繼續往下閱讀..." }, reason: "line" },
  {
    html: {
      inside: `<div class="newsletter"><h4>订阅我们的电子报</h4><p>每天早上把镇里的消息送到你的邮箱，随时可以退订。</p></div>`,
    },
    lines: ["订阅我们的电子报", "每天早上把镇里的消息送到你的邮箱，随时可以退订。"],
    reason: "box",
  },
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("珍惜生命里每一个能晒太阳的下午，沈月桥常这样说。"),
  inside("开户行换过三次名字，存折上的数目一直没有变。"),
  inside("订阅报纸的人家只剩下四户，镇里还是每天送来一份。"),
  inside("广告"),
  inside("捐款的名单贴在门口，一笔一笔写得清楚。"),
  // A box that the page names so and that appeals to nobody.
  {
    html: { inside: `<div class="promo"><p>老粮站的门是两扇木门，关上要两个人一起推。</p></div>` },
    lines: ["老粮站的门是两扇木门，关上要两个人一起推。"],
  },
];

describeStage("appeal", removes, keeps);
