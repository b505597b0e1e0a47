import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "contact" });

const SALES = "招商热线：400 0000 021，厂房、土地、写字楼、商铺、仓库，白石、柳林、水口、双桥都有";

const removes: readonly Removal[] = [
  below(SALES),
  {
    text: { below: "招商热线：400 0000 021\nqingwan@qingwan.example" },
    lines: ["qingwan@qingwan.example"],
    reason: "contact-detail",
  },
  { text: { above: "客服热线:0700-8888 0000" }, reason: "contact" },
  below("招商热线：400 0000 021"),
  below("产业招商/厂房土地租售:400 0000 021"),
  below("或微信/手机:13800000000"),
  below("加微信：qingwan0000，备注来意"),
  below("请说明您的需求、用途、税收、公司、联系人、手机号,以便快速帮您对接资源。"),
  below("商务合作 微信同号 欢迎来电咨询"),
  below("客 服 Q Q ： 00000000"),
  {
    text: { below: "招商热线：400 0000 021\n手机：13800000000\n13900000000 13700000000" },
    lines: ["手机：13800000000", "13900000000 13700000000"],
    reason: "contact-detail",
  },
  {
    html: { below: `<div class="call"><p>在线客服</p><p>电话：0700-88880000</p></div>` },
    lines: ["在线客服"],
    reason: "contact",
  },
  {
    html: { below: `<div class="call"><p>在线客服</p><p>电话：0700-88880000</p></div>` },
    lines: ["电话：0700-88880000"],
    reason: "contact-detail",
  },
];

const end = (line: string): Keep => ({ text: { end: line } });

const keeps: readonly Keep[] = [
  end("发现险情请立即拨打110或镇防汛办电话。"),
  end("联系人：沈老师，电话：0700-5551234（工作日）"),
  end("联系人：沈老师\n联系电话：0700-5551234\n地址：青湾镇老粮站\n邮编：000700"),
  // A notice's own telephone number: nothing is sold.
  end("报名截止日期为三月十日。\n咨询电话：0700-5551234"),
  { text: { inside: "12345热线一周接到八百多个电话，最多的是问几点开门。" } },
  { text: { inside: "她的微信号就写在门口的黑板上。" } },
  { text: { inside: "招商热线响了一上午，接电话的小伙子嗓子都哑了。" } },
  { text: { above: "联系我们最近的那间阅览室" } },
  {
    html: { end: "<p>联系人：沈老师</p><p>联系电话：0700-5551234</p>" },
    lines: ["联系人：沈老师", "联系电话：0700-5551234"],
  },
];

describeStage("contact", removes, keeps, {
  leaves: [
    { text: { below: `${SALES}，石门、长岭、秋湖、青湾也都有，办公室、宿舍、食堂、停车场、晒谷场一应俱全` } },
  ],
});
