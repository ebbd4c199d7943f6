import type { XmlDocument } from "@/content/document";
import { readToastFields } from "@/content/fields";
export function ToastPreview(props: {
  document: XmlDocument;
  skin: "10" | "11";
  view: "banner" | "center";
  app: { name: string; iconGlyph: string; iconColor: string };
  theme: "light" | "dark";
  language: string;
}) {
  const fields = readToastFields(props.document);
  return (
    <div>
      <b>{fields.title}</b>
      <p>{fields.body}</p>
    </div>
  );
}
