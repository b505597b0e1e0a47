/** The parts of a Markdown document that two languages share, or that lead somewhere. */

export interface Parts {
  /** `2 Figures`: level and words. */
  readonly headings: readonly string[];
  /** Fenced blocks, with the word behind the fence as their first line. */
  readonly blocks: readonly string[];
  /** What stands between backticks outside of them, in order. */
  readonly spans: readonly string[];
  /** Targets of links and pictures, in order. */
  readonly links: readonly string[];
  /** Cells of table rows, but for the head and the line below it. */
  readonly rows: readonly (readonly string[])[];
  /** All other words: no blocks, no spans, no targets. */
  readonly prose: string;
}

export function partsOf(markdown: string): Parts {
  const blocks: string[] = [];
  const text = markdown.replace(/^```(.*?)^```$/gmsu, (_, block: string) => {
    blocks.push(block);
    return "";
  });
  const spans = [...text.matchAll(/`([^`]+)`/gu)].map(([, span]) => span!);
  const withoutSpans = text.replace(/`[^`]+`/gu, "");
  const links = [...withoutSpans.matchAll(/\]\(([^)]+)\)/gu)].map(([, target]) => target!);
  const headings = [...text.matchAll(/^(#+) (.+)$/gmu)].map(
    ([, marks, words]) => `${marks!.length} ${words}`,
  );
  const rows = [...text.matchAll(/^\|.*\|$/gmu)]
    .map(([line]) => line.slice(1, -1).split(/(?<!\\)\|/u))
    .map((cells) => cells.map((cell) => cell.trim()));
  const heads = rows.flatMap((cells, at) =>
    cells.every((cell) => /^:?-+:?$/u.test(cell)) ? [at - 1, at] : [],
  );
  return {
    headings,
    blocks,
    spans,
    links,
    rows: rows.filter((_, at) => !heads.includes(at)),
    prose: withoutSpans.replace(/\]\([^)]+\)/gu, "]"),
  };
}

/** What a heading is linked by, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .replace(/^\d /u, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
