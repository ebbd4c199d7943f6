import { NothingHere } from "@/components/layout/trouble";

export { NothingHere as default };
