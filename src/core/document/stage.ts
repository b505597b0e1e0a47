/** The interface of stages and their context. */
import type { Cues } from "./cue.ts";
import type { Block, Document } from "./document.ts";
import type { Change, Evidence, Finding } from "./finding.ts";
import type { Overrides } from "./overrides.ts";
import type { Profile } from "./profile.ts";

/** The blocks that are a page's article. Numbers are their indices. */
export interface ChosenBlocks {
  readonly first: number;
  readonly last: number;
  readonly kept: ReadonlySet<number>;
}

/** The page model's answer: which blocks are the article. Blocks are named by index. */
export interface PageArticle {
  /** Of each block of the page as it was read: that it is the article's. */
  readonly probabilities: Float64Array;
  /** Which of the blocks that are left are the article; undefined where none is likely to be. */
  choose(left: readonly Block[]): ChosenBlocks | undefined;
  /**
   * Its probability, and by name the three features that decided about it, the strongest first: what each added to
   * the log-odds that it is the article's.
   */
  evidenceOf(block: number): Evidence;
}

/** The line model's answer for a text: which lines are the article. Lines are named by index. */
export interface TextArticle {
  /**
   * The lines that go.
   *
   * @param left what others left of the text: a line of which they cut a part away is another one, to be judged when
   *   the text is read again
   */
  choose(left: readonly Block[]): ReadonlySet<number>;
  /** That it is the article's; undefined for a blank line. */
  probabilityOf(line: number): number | undefined;
  /** As of a page; nothing for a blank line. */
  evidenceOf(line: number): Evidence;
}

/** Shared input of the stages, prepared before the first one runs. */
export interface Context {
  readonly cues: Cues;
  /** Of the document's host; absent where none was learned. */
  readonly profile?: Profile;
  /** Which blocks of the page are its article; absent for a text. */
  readonly article?: PageArticle;
  /** Which lines of the text, as this pass began, are its article; absent for a page. */
  readonly textArticle?: TextArticle;
  /** Changes of earlier stages, in order: a removed tail marker is still evidence. */
  readonly changes: readonly Change[];
  /** The stages of the pipeline by their names: what those declare who made a change. */
  readonly stages: ReadonlyMap<string, StageTraits>;
  /** Absent without decisions about the document. */
  readonly overrides?: Overrides;
}

/** What a stage takes or changes, in few kinds: the review gives each a colour. */
export type StageKind = "beside" | "characters" | "credits" | "links" | "person" | "site" | "spam";

/** Properties of a stage that other code uses. */
export interface StageTraits {
  /** = file = test = config key. */
  readonly name: string;
  /** Default: beside the text. */
  readonly kind?: StageKind;
  /**
   * Position of the lines that it removes: above the text, in it, below it, or anywhere. Below a line of the tail, the
   * article may be over.
   */
  readonly zone: "head" | "body" | "tail" | "any";
  /** Whole lines that it removes are site chrome: lines beyond them are not part of the article. */
  readonly isSiteSpeech?: true;
  /** It removes planted (spam) links. */
  readonly isPlanted?: true;
}

export interface Stage<Reason extends string = string, Options extends object = object> extends StageTraits {
  /** One sentence for the table of stages. */
  readonly summary: string;
  /** Closed vocabulary, each with its meaning. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** Every threshold, named. */
  readonly defaults: Readonly<Options>;
  /** Options that `without` may name, as parts of an article: they become "leave out". */
  readonly parts?: readonly string[];
  /** It runs once, after the passes of all other stages. */
  readonly isLast?: true;
  /** It may remove the declared headline: it finds duplicates and lines that are no text, and does not rely on phrases of sites. */
  readonly mayTakeHeadline?: true;
  /** Yields findings; changes nothing. Must be pure. */
  run(document: Document, options: Readonly<Options>, context: Context): Iterable<Finding<Reason>>;
}

/** Declares a stage: infers its reasons and options, and lets the list of stages hold it. */
export function defineStage<Reason extends string, Options extends object>(
  stage: Stage<Reason, Options>,
): Stage {
  return stage as unknown as Stage;
}

/** The first finding of each block: a block that several rules match is removed once. */
export function firstOfEachBlock<Reason extends string>(
  findings: Iterable<Finding<Reason>>,
): ReadonlyMap<number, Finding<Reason>> {
  const first = new Map<number, Finding<Reason>>();
  for (const finding of findings) if (!first.has(finding.block)) first.set(finding.block, finding);
  return first;
}
