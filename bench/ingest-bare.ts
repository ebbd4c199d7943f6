import { createServer } from "node:http";
import pg from "pg";

/**
 * The baseline of bench/ingest.ts: node:http, the body parsed, one row put into one table, nothing checked and nothing
 * counted. As many database connections as the product's.
 */
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 8,
});
await pool.query(
  "create table if not exists bare_reports (n bigint generated always as identity primary key, token text, at timestamptz)",
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { token?: string };
    await pool.query({
      name: "bare",
      text: "insert into bare_reports (token, at) values ($1, now())",
      values: [body.token ?? ""],
    });
    response.writeHead(202, { "content-type": "application/json" });
    response.end("{}");
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
process.on("disconnect", () => process.exit(0));
