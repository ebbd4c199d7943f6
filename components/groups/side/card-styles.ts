import { makeStyles, tokens } from "@fluentui/react-components";
import { type } from "@/components/ui/tokens";

export const useCardStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "16px",
  },
  title: type.h3,
  quiet: { ...type.caption, color: tokens.colorNeutralForeground3, margin: "8px 0 0" },
});
