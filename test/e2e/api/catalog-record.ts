/** A record of `catalog.updated`, as the owner of the catalog sends it. */
export function catalogRecord(accountId: string, type: string, version: number, data: Record<string, unknown>) {
  return {
    key: 'id' in data ? String(data.id) : `${String(data.service_id)}/${String(data.provider_id)}`,
    value: JSON.stringify({
      type,
      account_id: accountId,
      version,
      occurred_at: new Date().toISOString(),
      data,
    }),
  };
}
