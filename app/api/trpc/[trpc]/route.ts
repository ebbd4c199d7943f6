import type { NextRequest } from "next/server";
import { handleTrpc } from "@/server/trpc/handler";

const handle = (request: NextRequest) =>
  handleTrpc(request, (name) => request.cookies.get(name)?.value);

export { handle as GET, handle as POST };
