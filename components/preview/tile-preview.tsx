import type { XmlDocument } from "@/content/document";
export function TilePreview(props: {
  document: XmlDocument;
  app: { name: string; iconGlyph: string; iconColor: string };
  theme: "light" | "dark";
  language: string;
}) {
  return <div>{props.app.name}</div>;
}
