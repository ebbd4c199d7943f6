import { expect, type Page, test } from "@playwright/test";

/**
 * Calls a tRPC procedure as the member who is signed in on the page: a query without an input, else a mutation.
 * @throws where the answer is not 200
 */
export async function callProcedure<T>(page: Page, name: string, input?: object): Promise<T> {
  const path = `/api/trpc/${name}`;
  const { origin } = new URL(test.info().project.use.baseURL ?? "");
  const answer = await (input === undefined
    ? page.request.get(path)
    : page.request.post(path, { data: { json: input }, headers: { origin } }));
  expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200);
  const { result } = (await answer.json()) as { result: { data: { json: T } } };
  return result.data.json;
}
