import { AppGlyph } from "@/components/preview/app-glyph";
import { RemotePicture } from "@/components/preview/phone/remote-picture";
import type { PreviewApp } from "@/components/preview/shared/drawing";
import type { NativeMessage } from "@/content/native/message";
import { actionLimits } from "@/content/native/platforms";
import styles from "./web.module.css";

/** A web notification in Windows' own frame: the browser says who it is, the site where it comes from. */
export function ChromeCard({ message, app }: { message: NativeMessage; app: PreviewApp }) {
  return (
    <article className={styles.card}>
      <p className={styles.source}>
        <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={16} /> {app.name} · via the
        browser
      </p>
      {message.image && <RemotePicture className={styles.image} url={message.image} />}
      <div className={styles.content}>
        {message.icon && <RemotePicture className={styles.icon} url={message.icon} />}
        <div className={styles.texts}>
          <p className={styles.title}>{message.title}</p>
          <p className={styles.body}>{message.body}</p>
        </div>
      </div>
      {message.actions.length > 0 && (
        <div className={styles.actions}>
          {message.actions.slice(0, actionLimits.web).map(({ label, target }) => (
            <span key={`${label} ${JSON.stringify(target)}`} className={styles.action}>
              {label}
            </span>
          ))}
        </div>
      )}
    </article>
  );
}
