import createClient from 'openapi-fetch';
import { fetchWithSession } from '../session/session-api.js';
import { asFault, faultOf } from './fault.js';
import type { paths as ConferencingPaths } from './generated/conferencing.js';
import type { paths as ReadModelPaths } from './generated/read-models.js';

/** The owner's REST API, with the session's account. */
export const conferencing = createClient<ConferencingPaths>({
  baseUrl: '/api/conferencing',
  fetch: fetchWithSession,
});

/** The read models' REST API, with the session's account. */
export const readModels = createClient<ReadModelPaths>({ baseUrl: '/api/read-models', fetch: fetchWithSession });

interface Called<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** @throws Fault for everything that isn't an answer of 2xx */
export async function answer<T>(call: Promise<Called<T>>): Promise<T> {
  return (await answerWithResponse(call)).data;
}

/** For what stands in a header, such as the ETag. @throws Fault */
async function answerWithResponse<T>(call: Promise<Called<T>>): Promise<{ data: T; response: Response }> {
  let called: Called<T>;
  try {
    called = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw asFault(error);
  }
  const { data, error, response } = called;
  if (!response.ok) throw faultOf(response, error);
  return { data: data as T, response };
}
