import type { Rule } from "./grammar";

export interface SegmentTemplate {
  id: string;
  name: string;
  description: string;
  rule: Rule;
}

/** What the list Segment templates offers to copy, use as is or change. */
export const segmentTemplates: readonly SegmentTemplate[] = [
  {
    id: "new",
    name: "New customers",
    description: "Acquired the app in the last 30 days.",
    rule: { filters: [[{ attribute: "acquired_at", operator: "within_last", values: [30] }]] },
  },
  {
    id: "lapsed",
    name: "Lapsed customers",
    description: "Used the app, but not in the last 30 days.",
    rule: {
      filters: [
        [{ attribute: "last_used_at", operator: "not_within_last", values: [30] }],
        [{ attribute: "last_used_at", operator: "within_last", values: [365] }],
      ],
    },
  },
  {
    id: "paying",
    name: "Paying customers",
    description: "Spent money in this app, add-ons included.",
    rule: { filters: [[{ attribute: "app_spend", operator: "more_than", values: [0] }]] },
  },
  {
    id: "never-rated",
    name: "Never rated",
    description: "Used the app in the last 30 days and has not rated it.",
    rule: {
      filters: [
        [{ attribute: "has_rated", operator: "is", values: ["no"] }],
        [{ attribute: "last_used_at", operator: "within_last", values: [30] }],
      ],
    },
  },
  {
    id: "likely-to-churn",
    name: "Likely to churn",
    description: "Predicted to stop using the app.",
    rule: { filters: [[{ attribute: "churn", operator: "is", values: ["high"] }]] },
  },
];
