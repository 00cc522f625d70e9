// The page's only way to the server. The secret of this start goes with every request in a header, never in an address.

const secret = document.querySelector('meta[name="playground-secret"]').content;
const headers = { "X-Playground-Secret": secret };
const MOST_CACHED = 200;
const pictures = new Map();

export class Refusal extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

async function answered(request) {
  const response = await request;
  if (response.status === 403) location.reload(); // the server was started anew and has another secret
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Refusal(response.status, body.description ?? response.statusText);
  }
  return response;
}

export async function act(name, body) {
  const options = { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return (await answered(fetch(`/web/${name}`, options))).json();
}

export async function sendFile(person, kind, file, caption) {
  const query = new URLSearchParams({ person, kind, name: file.name, caption });
  await answered(fetch(`/web/send-file?${query}`, { method: "POST", headers, body: file }));
}

// The address of a file as a blob of this page: an <img> cannot send the secret by itself.
export function fileUrl(id) {
  if (!pictures.has(id)) {
    const url = answered(fetch(`/web/file/${encodeURIComponent(id)}`, { headers })).then(async (r) => URL.createObjectURL(await r.blob()));
    url.catch(() => pictures.delete(id));
    pictures.set(id, url);
    if (pictures.size > MOST_CACHED) {
      const [oldest, old] = pictures.entries().next().value;
      pictures.delete(oldest);
      old.then(URL.revokeObjectURL, () => {});
    }
  }
  return pictures.get(id);
}

// Hands every event of a person to `tell` until `signal` ends it; comes again after a lost connection.
export async function listen(person, tell, lost, gone, signal) {
  while (!signal.aborted) {
    try {
      const response = await answered(fetch(`/web/events?person=${person}`, { headers, signal }));
      await read(response.body, tell);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal && error.status === 400) return gone();
    }
    lost();
    await new Promise((done) => setTimeout(done, 1000));
  }
}

async function read(body, tell) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) if (part.startsWith("data: ")) tell(JSON.parse(part.slice(6)));
  }
}
