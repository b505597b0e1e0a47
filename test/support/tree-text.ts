/** A tree as a line: each element in brackets, with its name. */
import type { AnyNode, ParentNode } from "domhandler";

export function textIn(node: ParentNode): string {
  return node.children.map(textOf).join("");
}

function textOf(node: AnyNode): string {
  if (node.type === "text") return node.data;
  return "name" in node && "children" in node ? `(${node.name}:${textIn(node)})` : "";
}
