import { faces, firstMargins, gapBetween } from "../model/ramp";
import type { AdaptiveItem, Column, Group, StyledText } from "../model/read-group";
import { cutMark } from "../shared/cut-mark";
import { Picture } from "../shared/picture";
import type { ProgressBar, ToastBlock, ToastModel } from "../toast-model";
import styles from "./blocks.module.css";
import { wordsOrSlot } from "./clamped";
import { lookOf, skinOf } from "./look";

/** Progress bars, pictures and groups below the texts. */
export function ToastBlocks({ model }: { model: ToastModel }) {
  const { blocks, build } = model;
  if (blocks.length === 0) return null;
  const look = lookOf(build);
  return (
    <div className={styles.blocks} data-look={look} data-skin={skinOf(look)}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place.
        <Block key={index} block={block} isFirst={index === 0} />
      ))}
    </div>
  );
}

function Block({ block, isFirst }: { block: ToastBlock; isFirst: boolean }) {
  if (block.kind === "progress") return <Progress bar={block} />;
  if (block.kind === "group") return <ToastGroup group={block} isFirst={isFirst} />;
  return <Picture image={block} className={styles.inline} placeholderHeight={96} />;
}

export function CallPicture({ model }: { model: ToastModel }) {
  const { callImage } = model;
  if (!callImage) return null;
  return (
    <div className={styles.call} data-skin={skinOf(lookOf(model.build))}>
      <Picture
        image={callImage}
        className={callImage.isCircle ? styles.callCircle : styles.callWhole}
        placeholderHeight={96}
      />
    </div>
  );
}

function Progress({ bar: { title, value, valueText, status } }: { bar: ProgressBar }) {
  const percent = typeof value === "number" ? value * 100 : 0;
  return (
    <div className={styles.progress} data-part="progress">
      {title && (
        <div {...cutMark("progress", title)} className={styles.progressTitle}>
          {wordsOrSlot(title)}
        </div>
      )}
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={title?.text || "Progress"}
        aria-valuenow={value === "indeterminate" ? undefined : percent}
      >
        {value === "indeterminate" ? (
          <div className={styles.moving} />
        ) : (
          <div className={styles.done} style={{ width: `${percent}%` }} />
        )}
      </div>
      <div className={styles.progressFoot}>
        <span className={styles.status}>{status && wordsOrSlot(status)}</span>
        <span className={styles.value}>{valueText}</span>
      </div>
    </div>
  );
}

function ToastGroup({ group: { columns }, isFirst }: { group: Group; isFirst: boolean }) {
  const margins = isFirst ? [] : firstMargins(columns);
  return (
    <div
      className={styles.group}
      style={{
        gridTemplateColumns: columns.map(({ weight }) => `minmax(0, ${weight}fr)`).join(" "),
      }}
      data-part="group"
    >
      {columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place.
        <GroupColumn key={index} column={column} margin={margins[index] ?? 0} />
      ))}
    </div>
  );
}

function GroupColumn({ column: { items, stacking }, margin }: { column: Column; margin: number }) {
  return (
    <div className={styles.column} data-stacking={stacking} data-part="column">
      {items.map((item, index) => {
        const above = items[index - 1];
        const gap = above ? gapBetween(above, item) : margin;
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place.
        return <GroupItem key={index} item={item} gap={gap} />;
      })}
    </div>
  );
}

const alignments = { left: "start", center: "center", right: "end" } as const;

function GroupItem({ item, gap }: { item: AdaptiveItem; gap: number }) {
  if (item.kind === "text") return <GroupText text={item} gap={gap} />;
  const isStretched = item.align === "stretch";
  const style = {
    marginTop: gap,
    width: isStretched ? "100%" : undefined,
    alignSelf: item.align === "stretch" ? undefined : alignments[item.align],
    aspectRatio: item.isCircle ? "1" : undefined,
    objectFit: "cover",
  } as const;
  return (
    <Picture image={item} className={styles.groupImage} style={style} placeholderHeight={48} />
  );
}

function GroupText({ text, gap }: { text: StyledText; gap: number }) {
  const { size, weight, line, minLine } = faces[text.style];
  const height = text.minLines > 1 ? minLine * text.minLines : line;
  const scaled = (px: number) => `calc(${px}px * var(--s))`;
  return (
    <div
      {...cutMark("group", text)}
      dir={text.align === "auto" ? "auto" : undefined}
      lang={text.lang}
      className={`${styles.text} ${text.wraps ? styles.wraps : ""} ${
        text.isSubtle ? styles.subtle : ""
      }`}
      style={{
        marginTop: gap,
        minHeight: scaled(height),
        fontSize: scaled(size),
        lineHeight: scaled(line),
        fontWeight: weight,
        textAlign: text.align === "auto" ? undefined : text.align,
        WebkitLineClamp: text.wraps ? text.maxLines : undefined,
      }}
    >
      {wordsOrSlot(text)}
    </div>
  );
}
