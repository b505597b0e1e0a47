/** Prompt injection: instructions to language models planted in the text of a page. */
import type { Block } from "../document/document.ts";
import { hanLength } from "../text/characters.ts";

/** An order to the model, or who it is to be. */
const ORDER =
  /\b(?:ignore|disregard|forget) (?:all |any |the |your |of ){0,3}(?:previous|prior|above|earlier) (?:instructions|prompts?|directions)|\byou are an? (?:helpful |ai )?(?:assistant|language model)|(?:忽略|无视|忘记|忽視|無視|忘記)(?:你|以上|之前|此前|上述|前面|先前|所有|全部|一切|的){1,4}(?:指令|指示|提示词|提示詞)|你(?:现在)?是(?:一个|一名|一個)?(?:AI|人工智能|人工智慧|语言模型|語言模型|大模型|智能助手)/iu;

/** Whom it is for. */
const MODEL =
  /语言模型|語言模型|大模型|人工智能|人工智慧|(?<![a-z])AI(?![a-z])|智能助手|提示词|提示詞|LLM|GPT/iu;

/** Quotation marks. */
const QUOTE = /[“”「」『』"]/u;

const NONE: ReadonlySet<number> = new Set();

/**
 * Indices of the blocks that are such an order: in words that name a model or in no Chinese at all, in a text that
 * speaks of models nowhere else. A report about such orders and a story that quotes one keep them.
 */
export function findPlantedPrompts(blocks: readonly Block[]): ReadonlySet<number> {
  const orders = blocks.filter(({ kind, text }) => kind !== "title" && ORDER.test(text));
  if (orders.length === 0 || orders.length === blocks.length) return NONE;
  if (blocks.some((block) => !orders.includes(block) && MODEL.test(block.text))) return NONE;
  return new Set(orders.filter(isAddressed).map(({ index }) => index));
}

function isAddressed({ text }: Block): boolean {
  const before = text.slice(0, text.search(ORDER));
  return !QUOTE.test(before) && (MODEL.test(text) || hanLength(text) === 0);
}
