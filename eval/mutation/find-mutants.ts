/** The changes to a source file that a test should notice: thresholds, names in lists, and exceptions. */
import { type ESTree, parseSync, Visitor } from "vite";
import { partsOf, type Part } from "./patterns.ts";

export type MutantKind = "threshold" | "name" | "exception";

/** A change of one place in a file. */
export interface Mutant extends Part {
  readonly kind: MutantKind;
  readonly replacement: string;
  /** Of `start`, from 1. */
  readonly line: number;
  /** What is other: 「0.5 → 0.25」, 「without 北京」, 「never: isQuoted(block)」. */
  readonly change: string;
}

/**
 * @param name of the file, for its language
 * @throws Error where the text does not parse
 */
export function findMutants(name: string, text: string): readonly Mutant[] {
  const { program, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name} does not parse: ${errors[0]!.message}`);
  const mutants: Mutant[] = [];
  const add = (kind: MutantKind, { start, end }: Part, replacement: string, change: string) => {
    const line = text.slice(0, start).split("\n").length;
    mutants.push({ kind, start, end, replacement, line, change: change.replaceAll(/\s+/gu, " ") });
  };
  const source = ({ start, end }: Part) => text.slice(start, end);

  /** @param parts stand apart by one character, or by `, ` */
  const addWithout = (parts: readonly Part[]) => {
    if (parts.length < 2) return;
    const size = parts.length > NAMES_AT_MOST ? Math.ceil(parts.length / SHARES) : 1;
    for (let at = 0; at < parts.length; at += size) {
      const first = parts[at]!;
      const next = parts[at + size];
      const last = parts[Math.min(at + size, parts.length) - 1]!;
      const gone = next
        ? { start: first.start, end: next.start }
        : { start: parts[at - 1]!.end, end: last.end };
      const dots = size === 1 ? "" : ` … ${source(last)}`;
      add("name", gone, "", `without ${source(first)}${dots}`);
    }
  };

  const addOfPattern = (start: number, pattern: string) => {
    const moved = (part: Part) => ({ start: part.start + start, end: part.end + start });
    const { alternatives, negative } = partsOf(pattern);
    for (const parts of alternatives) addWithout(parts.map(moved));
    for (const part of negative.map(moved)) add("exception", part, "(?:)", `without ${source(part)}`);
  };

  let depth = 0;
  const enter = () => void (depth += 1);
  const leave = () => void (depth -= 1);
  const counted = new Set<ESTree.Node>();
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,

    Literal(node) {
      if ("regex" in node) {
        add("exception", node, "/(?!)/u", `never ${node.raw}`);
        addOfPattern(node.start + 1, node.regex.pattern);
      } else if (depth === 0 && typeof node.value === "number") {
        addThreshold(node, node.value);
      } else if (depth === 0 && typeof node.value === "string") {
        addOfPattern(node.start + 1, source(node).slice(1, -1));
      }
    },
    CallExpression({ callee, arguments: [first] }) {
      const list = callee.type === "MemberExpression" ? callee.object : first;
      if (depth > 0 || list?.type !== "Literal" || typeof list.value !== "string") return;
      addWithout(wordsOf(source(list), list.start));
    },
    BinaryExpression({ operator, left, right }) {
      if (depth === 0 || !COMPARISONS.includes(operator)) return;
      for (const side of [left, right])
        if (side.type === "Literal" && typeof side.value === "number" && side.value !== 0)
          addThreshold(side, side.value);
    },
    ArrayExpression({ elements }) {
      if (depth > 0 || elements.length < 2) return;
      if (elements.every((element) => element !== null && isName(element))) addWithout(elements as Part[]);
    },
    TemplateLiteral(node) {
      addOfPattern(node.start + 1, source(node).slice(1, -1));
    },
    IfStatement({ test, consequent, alternate }) {
      if (alternate !== null || !keeps(consequent)) return;
      for (const operand of operandsOf(test, "||"))
        if (!isPresence(operand)) add("exception", operand, "false", `never ${source(operand)}`);
    },
    LogicalExpression(node) {
      if (node.operator !== "&&" || counted.has(node)) return;
      const operands = operandsOf(node, "&&");
      for (let part: ESTree.Node = node.left; part.type === "LogicalExpression"; part = part.left)
        counted.add(part);
      for (const operand of operands)
        if (isNegative(operand) && !isPresence(operand))
          add("exception", operand, "true", `never but ${source(operand)}`);
    },
  }).visit(program);

  function addThreshold(node: Part, value: number): void {
    for (const other of othersThan(value)) add("threshold", node, `${other}`, `${value} → ${other}`);
  }
  return mutants;
}

/** A longer list is a vocabulary: it loses a quarter at a time. */
const NAMES_AT_MOST = 8;
const SHARES = 4;

const COMPARISONS: readonly string[] = ["<", "<=", ">", ">="];

/** Far less and far more: a threshold has cases on both sides. */
function othersThan(value: number): readonly number[] {
  if (value === 0) return [1];
  if (value > 0 && value < 1) return [value / 2, (1 + value) / 2];
  return Number.isInteger(value) ? [Math.floor(value / 2), 2 * value] : [value / 2, 2 * value];
}

/** @returns the words of a literal with its quotes, which begins there in the file */
function wordsOf(literal: string, start: number): readonly Part[] {
  return Array.from(literal.slice(1, -1).matchAll(/[^ ]+/gu), ({ 0: word, index }) => ({
    start: start + 1 + index,
    end: start + 1 + index + word.length,
  }));
}

function isName(node: ESTree.Node): boolean {
  if (node.type === "Literal") return typeof node.value === "string";
  return (
    node.type === "ArrayExpression" &&
    node.elements[0]?.type === "Literal" &&
    typeof node.elements[0].value === "string"
  );
}

function operandsOf(node: ESTree.Expression, operator: "&&" | "||"): readonly ESTree.Expression[] {
  if (node.type === "ParenthesizedExpression") return operandsOf(node.expression, operator);
  if (node.type !== "LogicalExpression" || node.operator !== operator) return [node];
  return [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)];
}

function isNegative(node: ESTree.Expression): boolean {
  return (
    (node.type === "UnaryExpression" && node.operator === "!") ||
    (node.type === "BinaryExpression" && node.operator === "!==")
  );
}

/** Whether something is there at all: code, and no rule of ours. `x === undefined`, `lines.length === 0` */
function isPresence(node: ESTree.Expression): boolean {
  if (node.type !== "BinaryExpression") return false;
  return [node.left, node.right].some(
    (side) =>
      (side.type === "Identifier" && side.name === "undefined") ||
      (side.type === "Literal" && side.raw === "null") ||
      (side.type === "MemberExpression" && isCount(side) && isZero([node.left, node.right])),
  );
}

function isCount({ property }: ESTree.MemberExpression): boolean {
  return property.type === "Identifier" && ["length", "size"].includes(property.name);
}

function isZero(sides: readonly ESTree.Node[]): boolean {
  return sides.some((side) => side.type === "Literal" && side.value === 0);
}

/** Leaves without doing anything. */
function keeps(node: ESTree.Statement): boolean {
  if (node.type === "BlockStatement") return node.body.length === 1 && keeps(node.body[0]!);
  if (node.type === "ContinueStatement" || node.type === "BreakStatement") return true;
  if (node.type !== "ReturnStatement") return false;
  const { argument } = node;
  if (argument === null) return true;
  if (argument.type === "Identifier") return argument.name === "undefined";
  if (argument.type === "ArrayExpression") return argument.elements.length === 0;
  return argument.type === "Literal" && [false, 0, ""].includes(argument.value as never);
}
