/**
 * How much the words of a text are like those of spam. On texts never seen such words tell little (AUC .72 to .88):
 * they say which texts a person should look at first, and refuse none.
 */
import { findPhrases } from "../cues/find-phrases.ts";
import { mayHold } from "../cues/match.ts";
import { matchKey } from "../text/match-key.ts";
import { hundredths } from "../text/numbers.ts";
import type { Shape } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import { type LinearModel, linearProbability } from "../article/linear-model.ts";
import { type LinearModelFile, linearModelOf } from "../article/model-file.ts";

/**
 * In the order of the model's values: phrases of the cue files and promises of sellers, as the root of their number
 * per 100 characters, and what only a report says, 0 to 4.
 */
export const SPAM_FEATURES = ["phrases", "promises", "reporting"] as const;

/** @throws {ModelError} where the file does not fit the features. */
export function spamModelOf(file: LinearModelFile): LinearModel {
  return linearModelOf(file, SPAM_FEATURES, "spam-model");
}

/** The cue files that tell of spam. */
const KINDS = ["sales", "betting", "illicit", "spun"];

/** Promises and gains, as sellers praise their goods. A report has one or two. */
const PROMISES =
  /放心|百分之百|100%|成功率|成活率|准确率|见效|正规|专业|权威|一流|领先|知名|老牌|口碑|良心|靠谱|信赖|好评|火爆|热卖|热销|畅销|远销|轻松|秘方|秘诀|优质|完善|周到|齐全|精湛|实惠|便捷|一条龙|一站式|一对一|贴心|保密|独家|正品|反弹|全程|随时|经验丰富|深受|诚信|宗旨|首选|高端|免费|优惠|[一二三四五六七八九]折|立享|包邮|赠送|再送|送一|低至|仅需|只需|只要|原价|特价|低价|性价比|秒到|返利|红包|好礼|名额|限量|库存不多|手慢|不收费|躺赚|提现|成色|直销|直供|一手货源|中间商|质保|保修|零风险|零库存|零经验|净赚|手把手|胜诉率|老客户|回头客/gu;

/** Quoted words are mentioned, not used, or are a name. */
const QUOTED = /“[^“”\n]{0,300}”|「[^「」\n]{0,300}」|《[^《》\n]{0,100}》/gu;

/** Words of reports: witnesses, sources, times, acting offices. */
const REPORTS: readonly RegExp[] = [
  /记者|記者|通讯员|通訊員|本报|本報|获悉|獲悉|\p{Script=Han}[电電][）)]?\s|据.{2,12}(?:报道|消息|统计|監測|监测)/u,
  /(?:[说說]|[说說]道|表示|介绍|介紹|坦言|回忆|指出|提醒|建议|认为)[，：:]|[”」]\p{Script=Han}{2,20}[说說]/u,
  /昨[天日晚]|前天|上周|日前|\d\s?月\s?\d{1,2}\s?日/u,
  /警方|民警|警察|法院|法官|检察|派出所|管委会|(?:县|市|区|省|监管|自然资源|教育|公安|人社|卫健|发改|住建|农业农村)[局委厅]/u,
];

/** Minimum length for rates, so that single words in short texts do not dominate: visible code points. */
const SHORTEST = 100;

/** 0 to 1, two decimals; 0.5 is undecided. */
export function spamLikelihood(lines: readonly Shape[], cues: Cues, model: LinearModel): number {
  return hundredths(linearProbability(model, spamRow(lines, cues)));
}

/** The values of a text's features. */
export function spamRow(lines: readonly Shape[], cues: Cues): readonly number[] {
  const phrases = new Set<string>();
  let promises = 0;
  let chars = 0;
  for (const line of lines) {
    chars += line.chars;
    const said = line.text.replace(QUOTED, "");
    promises += said.match(PROMISES)?.length ?? 0;
    if (!mayHold(line, KINDS, cues)) continue;
    for (const { phrase } of findPhrases(matchKey(said), KINDS, cues)) phrases.add(phrase);
  }
  const reporting = REPORTS.filter((pattern) => lines.some(({ text }) => pattern.test(text))).length;
  const density = (count: number) => Math.sqrt((100 * count) / Math.max(SHORTEST, chars));
  return [density(phrases.size), density(promises), reporting];
}
