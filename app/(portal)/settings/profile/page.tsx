import type { Metadata } from "next";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm, ReadingForm } from "@/components/settings/profile-form";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  await portalQueries();
  return (
    <>
      <ProfileForm />
      <ReadingForm />
      <PasswordForm />
    </>
  );
}
