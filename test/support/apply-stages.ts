/** Runs stages over lines as the pipeline does: in order, each on what the one before it left. */
import type { Block, BlockKind, Document } from "../../src/core/document/document.ts";
import type { Finding } from "../../src/core/document/finding.ts";
import type { Stage } from "../../src/core/document/stage.ts";

const facts = {
  chars: 0,
  hanChars: 0,
  linkChars: 0,
  links: 0,
  sentenceEnds: 0,
  containers: [],
  hidden: false,
  headingLevel: 0,
  boldChars: 0,
  endsInBreak: false,
  inArticleBody: false,
  gapBefore: 0,
};

export function documentOf(lines: readonly string[], kind: BlockKind = "paragraph"): Document {
  const blocks = lines.map((text, index) => ({ index, kind, group: 0, path: "", raw: text, text, facts }));
  return { id: "", format: "text", metadata: {}, blocks, headline: [] };
}

export function findingsOf(stage: Stage, document: Document): readonly Finding[] {
  return [...stage.run(document, stage.defaults, { cues: new Map(), changes: [], stages: new Map() })];
}

export function applyStages(
  stages: readonly Stage[],
  lines: readonly string[],
  kind: BlockKind = "paragraph",
): readonly string[] {
  let { blocks } = documentOf(lines, kind);
  for (const stage of stages) {
    const findings = findingsOf(stage, { ...documentOf([]), blocks });
    const byBlock = Map.groupBy(findings, ({ block }) => block);
    blocks = blocks.map((block) => ({ ...block, text: edit(block, byBlock.get(block.index) ?? []) }));
  }
  return blocks.map(({ text }) => text);
}

/** One line through one or more stages. */
export function repair(text: string, stages: readonly Stage[], kind?: BlockKind): string {
  return applyStages(stages, [text], kind)[0]!;
}

function edit({ text }: Block, findings: readonly Finding[]): string {
  let edited = "";
  let at = 0;
  for (const { span, replacement } of findings.toSorted((a, b) => a.span![0] - b.span![0])) {
    const [from, to] = span!;
    if (from < at || to > text.length) throw new Error(`${from}–${to} overlaps, or lies outside of: ${text}`);
    edited += text.slice(at, from) + (replacement ?? "");
    at = to;
  }
  return edited + text.slice(at);
}
