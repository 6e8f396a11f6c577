import postgres from "postgres";

const kept = ["legal_transitions", "settings"];

/** Removes everything but the machine's transitions and the kept secrets. As the tables' owner. */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      const tables = await tx<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public' and tablename <> all (${kept})`;
      await tx.unsafe(`truncate ${tables.map(({ name }) => `"${name}"`).join(", ")}`);
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
