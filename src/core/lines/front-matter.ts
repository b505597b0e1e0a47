/** The settings block (YAML, TOML) above a Markdown post. */

const FENCE = /^\s*(---|\+\+\+)\s*$/u;
/** YAML ends with either. */
const ENDS: Readonly<Record<string, RegExp>> = { "---": /^\s*(?:---|\.\.\.)\s*$/u, "+++": /^\s*\+\+\+\s*$/u };
/** A key; then also an item, a comment, what is set further in, and nothing. */
const KEY = /^\s*["']?[\p{L}\p{N}_-]+["']?\s*[:=](?:\s|$)/u;
const OTHER = /^(?:\s*-\s|\s+\S|\s*#|\s*$|\s*[\]}])/u;

/**
 * How many lines the block takes, fences included.
 *
 * @param linesAtMost a rule further down closes nothing
 * @returns 0 where the text does not begin with one
 */
export function frontMatterLength(lines: readonly string[], linesAtMost: number): number {
  const fence = FENCE.exec(lines[0] ?? "")?.[1];
  if (fence === undefined) return 0;
  const end = lines.slice(0, linesAtMost + 1).findIndex((line, at) => at > 0 && ENDS[fence]!.test(line));
  const settings = lines.slice(1, end);
  const isBlock =
    end > 1 && KEY.test(settings[0]!) && settings.every((line) => KEY.test(line) || OTHER.test(line));
  return isBlock ? end + 1 : 0;
}
