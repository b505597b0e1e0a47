/** Who speaks in a text, and to whom: a shop to its customer, or somebody who reports. */

/** A house that names itself as sales pages do. */
const SELLER =
  /我司|[我本]公司|[我本]厂|本店|我店|我院|本院拥有|本社承诺|[本我](?:团队|平台|机构|产品|项目|软件|品牌)|(?:找|选择|加盟|咨询)我们|我们(?:公司|厂|承诺|的(?:优势|产品|服务|团队|客户))/gu;

const CUSTOMER = /您/gu;

/** Promises and gains: what one who sells says of his goods. A report has one or two. */
const PITCH =
  /放心|百分之百|100%|成功率|成活率|准确率|见效|正规|专业|权威|一流|领先|知名|老牌|口碑|良心|靠谱|信赖|好评|火爆|热卖|热销|畅销|远销|轻松|秘方|秘诀|优质|完善|周到|齐全|精湛|实惠|便捷|一条龙|一站式|一对一|贴心|保密|独家|正品|反弹|全程|随时|经验丰富|深受|诚信|宗旨|首选|高端|免费|优惠|[一二三四五六七八九]折|立享|包邮|赠送|再送|送一|低至|仅需|只需|只要|原价|特价|低价|性价比|秒到|返利|红包|好礼|名额|限量|库存不多|手慢|不收费|躺赚|提现|成色|直销|直供|一手货源|中间商|质保|保修|零风险|零库存|零经验|净赚|手把手|胜诉率|老客户|回头客/gu;

/** What the reader is to do about it. */
const CALLS =
  /赶[紧快]|快来|快去|抓紧|点击|扫码|扫描|加我|拨打|致电|来电|咨询|洽谈|选购|订购|回复|私信|备注|留言|领取|下单|收藏|认准|请联系|联系[我老]|联系方式|了解更多|想要|需要的(?:朋友|老板)|感兴趣|先到先得|找我|进群|加群|速来|占位|招满为止/gu;

const QUOTED = /“[^“”\n]{0,300}”|「[^「」\n]{0,300}」|《[^《》\n]{0,100}》/gu;

/** What only a report says: who was there, who told it, when it was, and which office acted. */
const REPORTS: readonly RegExp[] = [
  /记者|記者|通讯员|通訊員|本报|本報|获悉|獲悉|\p{Script=Han}[电電][）)]?\s|据.{2,12}(?:报道|消息|统计|監測|监测)/u,
  /(?:[说說]|[说說]道|表示|介绍|介紹|坦言|回忆|指出|提醒|建议|认为)[，：:]|[”」]\p{Script=Han}{2,20}[说說]/u,
  /昨[天日晚]|前天|上周|日前|\d\s?月\s?\d{1,2}\s?日/u,
  /警方|民警|警察|法院|法官|检察|派出所|管委会|(?:县|市|区|省|监管|自然资源|教育|公安|人社|卫健|发改|住建|农业农村)[局委厅]/u,
];

/** The promises and gains of a text, each as often as it is named. */
export function promises(text: string): readonly string[] {
  return text.match(PITCH) ?? [];
}

/** The calls to do something, each as often as it is made. */
export function calls(text: string): readonly string[] {
  return text.match(CALLS) ?? [];
}

const OFFENCE =
  /警方|民警|公安|派出所|检察|法院|法官|被告人|嫌疑人|判处|有期徒刑|刑事拘留|刑拘|涉嫌|抓获|涉案|诈骗|骗局|受骗|被骗|落网|举报/gu;

/** Two words of police and courts: 「法院」 alone is in the advertisement of a detective too. */
export function isAboutOffence(text: string): boolean {
  return new Set(text.match(OFFENCE)).size >= 2;
}

/** What the text says itself; in quotes others speak, or a name is given. */
export function withoutQuotes(text: string): string {
  return text.replace(QUOTED, "");
}

/** How often a shop names itself. */
export function sellerNamed(text: string): number {
  return text.match(SELLER)?.length ?? 0;
}

/** How often the reader is addressed as a customer is; letters and notices do so too. */
export function customerAddressed(text: string): number {
  return text.match(CUSTOMER)?.length ?? 0;
}

/** How many kinds of things that only a report says: 0 to 4. */
export function reportingSigns(text: string): number {
  return REPORTS.filter((pattern) => pattern.test(text)).length;
}
