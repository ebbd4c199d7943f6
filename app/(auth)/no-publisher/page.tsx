import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard, AuthPage } from "@/components/auth/auth-page";
import { NoPublisher } from "@/components/auth/no-publisher";
import { instance } from "@/server/auth/instance";
import { publicCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "No publisher" };

export default async function NoPublisherPage() {
  const { session, publishers } = await publicCaller();
  if (!session) redirect("/sign-in");
  if (session.publisherId !== undefined) redirect("/");
  const { host, version } = instance();
  return (
    <AuthPage host={host} version={version}>
      <AuthCard>
        <NoPublisher email={session.email} publishers={publishers} />
      </AuthCard>
    </AuthPage>
  );
}
