/** Superscripts and subscripts in plain text: Unicode's own characters, and `^(…)`, `_(…)` where it has none. */

const PLAIN = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ";
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ";
const PLAIN_BELOW = "0123456789+-=()aehijklmnoprstuvxβγρφχ";
const SUBSCRIPT = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";

const RAISED = tableOf(PLAIN, SUPERSCRIPT);
const LOWERED = tableOf(PLAIN_BELOW, SUBSCRIPT);

/** The other minuses and pluses, and digits as wide as Chinese characters. */
const VARIANTS: ReadonlyMap<string, string> = tableOf(
  "−–－＋＝（）０１２３４５６７８９",
  "---+=()0123456789",
);

/** `-2` → `⁻²`, `3.5` → `^(3.5)`. White space within is left out of Unicode's forms. */
export function superscript(text: string): string {
  return written(text, RAISED) ?? `^(${text})`;
}

/** `n+1` → `ₙ₊₁`, `q` → `_(q)`. */
export function subscript(text: string): string {
  return written(text, LOWERED) ?? `_(${text})`;
}

function written(text: string, forms: ReadonlyMap<string, string>): string | undefined {
  let result = "";
  for (const char of text.replace(/\s+/gu, "")) {
    const form = forms.get(VARIANTS.get(char) ?? char);
    if (form === undefined) return undefined;
    result += form;
  }
  return result;
}

function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from, (char, at) => [char, targets[at]!]));
}
