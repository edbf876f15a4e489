/** How a shop's server signs who is signed in; docs/embedding.md shows the same. */
export const snippets: Record<'node' | 'php' | 'python', { name: string; text: string }> = {
  node: {
    name: 'Node.js',
    text: `import { createHmac, randomUUID } from 'node:crypto'

const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')

export function sapaToken({ id, name, email }) {
  const exp = Math.floor(Date.now() / 1000) + 3600
  const claims = { sub: String(id), name, email, exp, jti: randomUUID() }
  const body = \`\${part({ alg: 'HS256', typ: 'JWT' })}.\${part(claims)}\`
  const hmac = createHmac('sha256', process.env.SAPA_SECRET)
  return \`\${body}.\${hmac.update(body).digest('base64url')}\`
}
`,
  },
  php: {
    name: 'PHP',
    text: `function sapa_token($id, $name, $email) {
  $part = fn($text) => rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
  $claims = ['sub' => (string) $id, 'name' => $name, 'email' => $email,
    'exp' => time() + 3600, 'jti' => bin2hex(random_bytes(16))];
  $head = ['alg' => 'HS256', 'typ' => 'JWT'];
  $body = $part(json_encode($head)) . '.' . $part(json_encode($claims));
  return $body . '.' . $part(hash_hmac('sha256', $body, getenv('SAPA_SECRET'), true));
}
`,
  },
  python: {
    name: 'Python',
    text: `import base64, hashlib, hmac, json, os, time, uuid

def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")

def sapa_token(id, name, email):
    claims = {"sub": str(id), "name": name, "email": email,
              "exp": int(time.time()) + 3600, "jti": str(uuid.uuid4())}
    head = {"alg": "HS256", "typ": "JWT"}
    body = part(json.dumps(head).encode()) + b"." + part(json.dumps(claims).encode())
    mac = hmac.new(os.environ["SAPA_SECRET"].encode(), body, hashlib.sha256)
    return (body + b"." + part(mac.digest())).decode()
`,
  },
}
