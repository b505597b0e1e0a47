/** Times of day as Chinese pages and programs write them, on a clock of twelve hours or of twenty-four. */

const MORNING = "上午|早上|早晨|清晨|凌晨|[Aa]\\.?[Mm]\\.?";
const NOON = "中午|正午";
const AFTERNOON = "下午|午后|午後|傍晚|[Pp]\\.?[Mm]\\.?";
const EVENING = "晚上|晚间|晚間|夜间|夜間|夜里|夜裡|晚";

const HALF = `${MORNING}|${NOON}|${AFTERNOON}|${EVENING}`;
/** Must not match a word that begins so: 「9:20 下午茶」. */
const HALF_BEHIND = "[AaPp]\\.?[Mm]\\.?(?![A-Za-z])|[上下]午(?!\\p{Script=Han})";

/** Z, GMT, +08:00, +0800, GMT+8, (UTC+8) */
const ZONE = "(?:Z|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|GMT|UTC)(?![A-Za-z\\d])";

/** A time with its zone: the pattern of its source, for `readClock`. */
export const CLOCK =
  `(?:(?<half>${HALF})\\s{0,6})?(?<hour>2[0-3]|[01]?\\d)\\s{0,6}[:：时時点點]\\s{0,6}(?<minute>[0-5]\\d)(?:\\s{0,6}分)?` +
  `(?:[:：]?(?<second>[0-5]\\d)(?:\\s{0,6}秒)?)?(?:\\.\\d{1,9})?(?:\\s{0,6}(?<behind>${HALF_BEHIND}))?(?:\\s{0,6}\\(?(?<zone>${ZONE}))?`;

export type Groups = Readonly<Record<string, string | undefined>>;

export interface Clock {
  /** `09:20:00` */
  readonly time: string;
  /** As written. */
  readonly zone?: string;
}

/**
 * What a match of `CLOCK` says.
 *
 * @returns undefined for an impossible time, or one whose day is ambiguous: 「晚上12:20」
 */
export function readClock({ half, hour, minute, second = "00", behind, zone }: Groups): Clock | undefined {
  if (hour === undefined) return undefined;
  const hours = hourOfDay(Number(hour), half ?? behind);
  if (hours === undefined) return undefined;
  const time = [String(hours).padStart(2, "0"), minute, second].join(":");
  return zone === undefined ? { time } : { time, zone };
}

const isMorning = new RegExp(`^(?:${MORNING})$`, "u");
const isNoon = new RegExp(`^(?:${NOON})$`, "u");
const isEvening = new RegExp(`^(?:${EVENING})$`, "u");

/** Earlier hours with 「晚上」 are after midnight, of this day or the next: ambiguous. */
const EVENING_BEGINS = 5;

/** Hours above twelve need no half of the day. */
function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined || hour > 12) return hour;
  if (isMorning.test(half)) return hour % 12;
  if (isNoon.test(half)) return hour < 3 ? hour + 12 : hour;
  if (isEvening.test(half)) return hour < EVENING_BEGINS || hour === 12 ? undefined : hour + 12;
  return (hour % 12) + 12;
}

/** Names of zones; CST is China's here, not Chicago's. */
const NAMED: Readonly<Record<string, string>> = {
  Z: "Z",
  GMT: "Z",
  UTC: "Z",
  UT: "Z",
  CST: "+08:00",
  HKT: "+08:00",
};

/**
 * The zone as ISO 8601 writes it.
 *
 * @param zone default: China's
 * @returns undefined for an unknown zone
 */
export function offsetOf(zone = "CST"): string | undefined {
  const [, sign, hours, minutes = "00"] = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/iu.exec(zone) ?? [];
  if (hours === undefined) return NAMED[zone.toUpperCase()];
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
