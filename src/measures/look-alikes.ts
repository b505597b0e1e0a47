/** Radicals that stand for the character they look like: copies out of PDF files are full of them. */

/** CJK radicals that are whole characters, as Unicode equates them; parts of characters (⺡ ⻌) stay what they are. */
const SUPPLEMENT = [
  "⺒巳 ⺓幺 ⺜日 ⺝月 ⺟母 ⺠民 ⺩王 ⺬示 ⺶羊 ⺻聿 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页",
  "⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟",
].flatMap((line) => line.split(" "));

const characters = new Map(SUPPLEMENT.map((pair) => [pair[0]!, pair[1]!]));

/** The Kangxi radicals all have a compatibility mapping: ⼀ is 一. */
const KANGXI_FIRST = 0x2f00;
const KANGXI_LAST = 0x2fd5;
for (let code = KANGXI_FIRST; code <= KANGXI_LAST; code += 1) {
  const radical = String.fromCodePoint(code);
  characters.set(radical, radical.normalize("NFKC"));
}

/** @returns undefined where the character is no such radical */
export function characterOfRadical(radical: string): string | undefined {
  return characters.get(radical);
}
