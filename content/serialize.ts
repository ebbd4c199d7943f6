import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from "./document";

/** Gives the document back as text, byte for byte as it was parsed except where it was edited. */
export function serialize(document: XmlDocument): string {
  const sink = new TextSink();
  sink.text = document.prolog;
  writeElement(document.root, sink);
  return sink.text + document.epilog;
}

/** One node and what is in it, as text. */
export function serializeNode(node: XmlNode): string {
  const sink = new TextSink();
  writeNode(node, sink);
  return sink.text;
}

/** The text cut behind the values of the given attributes: one piece more than there are cuts. */
export function serializeCut(document: XmlDocument, cuts: ReadonlySet<XmlAttribute>): string[] {
  const sink = new TextSink(cuts);
  sink.text = document.prolog;
  writeElement(document.root, sink);
  return [...sink.pieces, sink.text + document.epilog];
}

class TextSink {
  text = "";
  readonly pieces: string[] = [];
  constructor(readonly cuts?: ReadonlySet<XmlAttribute>) {}
  cut() {
    this.pieces.push(this.text);
    this.text = "";
  }
}

function writeNode(node: XmlNode, sink: TextSink): void {
  if (node.type === "element") writeElement(node, sink);
  else sink.text += node.raw;
}

function writeElement(element: XmlElement, sink: TextSink): void {
  sink.text += `<${element.name}`;
  for (const attribute of element.attributes) {
    sink.text += attribute.before + attribute.name + attribute.equals + attribute.quote;
    sink.text += attribute.raw;
    if (sink.cuts?.has(attribute)) sink.cut();
    sink.text += attribute.quote;
  }
  if (element.children.length === 0 && element.selfClosing) {
    sink.text += `${element.openEnd}/>`;
    return;
  }
  sink.text += `${element.openEnd}>`;
  for (const child of element.children) writeNode(child, sink);
  sink.text += `</${element.name}${element.closeEnd}>`;
}
