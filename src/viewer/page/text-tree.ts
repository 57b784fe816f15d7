/** JSON and XML as trees of plain texts. */

/** A node: what it is called, what it holds, what is below it. */
export interface TreeNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly TreeNode[];
}

/** Nodes of one tree, and levels: a message may have millions. */
const most = { nodes: 5000, levels: 64 };

/** A text as a tree when it is JSON; undefined when it is not. */
export function jsonTree(text: string): TreeNode | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const left = { nodes: most.nodes };
  return jsonNode("", value, left, 0);
}

function jsonNode(name: string, value: unknown, left: { nodes: number }, level: number): TreeNode {
  left.nodes--;
  if (typeof value !== "object" || value === null) return { name, text: JSON.stringify(value), children: [] };
  const entries = Object.entries(value);
  const text = Array.isArray(value) ? `[${String(entries.length)}]` : `{${String(entries.length)}}`;
  const children: TreeNode[] = [];
  for (const [key, child] of entries) {
    if (left.nodes <= 0 || level >= most.levels) {
      children.push({ name: "...", text: "more is not shown", children: [] });
      break;
    }
    children.push(jsonNode(key, child, left, level + 1));
  }
  return { name, text, children };
}

/** What an XML parser gives of an element. */
export interface XmlNode {
  readonly tagName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly children: Iterable<XmlNode>;
  readonly textContent: string | null;
}

/** The element of a parsed document as a tree. */
export function xmlTree(element: XmlNode): TreeNode {
  return xmlNode(element, { nodes: most.nodes }, 0);
}

function xmlNode(element: XmlNode, left: { nodes: number }, level: number): TreeNode {
  left.nodes--;
  const attributes = [...element.attributes].map(({ name, value }) => ({
    name: `@${name}`,
    text: value,
    children: [],
  }));
  const below = [...element.children];
  const children: TreeNode[] = [...attributes];
  for (const child of below) {
    if (left.nodes <= 0 || level >= most.levels) {
      children.push({ name: "...", text: "more is not shown", children: [] });
      break;
    }
    children.push(xmlNode(child, left, level + 1));
  }
  return {
    name: element.tagName,
    text: below.length === 0 ? (element.textContent ?? "").trim() : "",
    children,
  };
}
