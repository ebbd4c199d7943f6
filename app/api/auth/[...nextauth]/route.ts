import NextAuth from "next-auth";
import { authOptions } from "@/server/auth/options";

/** Options are made at the first request: the environment belongs to the running process, not to the build. */
async function handle(request: Request, context: { params: Promise<{ nextauth: string[] }> }) {
  const answer: Response = await NextAuth(authOptions())(request, context);
  answer.headers.set("cache-control", "private, no-store");
  return answer;
}

export { handle as GET, handle as POST };
