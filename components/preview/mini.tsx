export function MiniToast(props: {
  app: { name: string; iconGlyph: string; iconColor: string };
  title: string;
  body: string;
}) {
  return <span>{props.title}</span>;
}
export function MiniTile(props: { color: string }) {
  return <span style={{ background: props.color }}>T</span>;
}
