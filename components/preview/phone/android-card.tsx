import { AppGlyph } from "@/components/preview/app-glyph";
import type { PreviewApp } from "@/components/preview/shared/drawing";
import type { NativeMessage } from "@/content/native/message";
import styles from "./phone.module.css";
import { RemotePicture } from "./remote-picture";

/** The expanded notification of Android's shade: small icon and app in one line, texts, the large picture. */
export function AndroidCard({ message, app }: { message: NativeMessage; app: PreviewApp }) {
  return (
    <article className={styles.android}>
      <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={24} />
      <div className={styles.texts}>
        <p className={styles.source}>{app.name} · now</p>
        <p className={styles.title}>{message.title}</p>
        <p className={styles.body}>{message.body}</p>
        {message.image && <RemotePicture className={styles.picture} url={message.image} />}
      </div>
    </article>
  );
}
