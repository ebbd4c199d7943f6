import { AppGlyph } from "@/components/preview/app-glyph";
import type { PreviewApp } from "@/components/preview/shared/drawing";
import type { NativeMessage } from "@/content/native/message";
import styles from "./phone.module.css";
import { RemotePicture } from "./remote-picture";

/** The banner of iOS: the app's icon beside title and text, the picture as a small one at the end. */
export function IosCard({ message, app }: { message: NativeMessage; app: PreviewApp }) {
  return (
    <article className={styles.ios}>
      <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={40} />
      <div className={styles.texts}>
        <p className={styles.line}>
          <span className={styles.title}>{message.title}</span>
          <span className={styles.source}>now</span>
        </p>
        <p className={styles.body}>{message.body}</p>
      </div>
      {message.image && <RemotePicture className={styles.thumb} url={message.image} />}
    </article>
  );
}
