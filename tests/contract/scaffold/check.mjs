// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// check.mjs ENVDECKCTL NPM_FOLDER: lets `envdeckctl new` write each scaffold and holds every resource, attribute,
// variable and output in it against the schemas of the providers, and against each other.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { schemas } from './schemas.mjs'

const [, , envdeckctl, npm] = process.argv
const require = createRequire(path.resolve(npm, 'package.json'))
const hcl = require('@cdktf/hcl2json')
const known = schemas(npm)
const meta = new Set(['for_each', 'count', 'lifecycle', 'depends_on', 'provider', 'dynamic', 'provisioner', 'connection'])
let problems = 0
let checked = 0

function problem(where, what) {
  ++problems
  console.log(`FAILED: ${where}: ${what}`)
}
function expect(fine, where, what) {
  ++checked
  if (!fine) problem(where, what)
}

// Every .tf file of a folder as one document of lists: {resource: {type: {name: [body]}}, …}
async function configuration(folder) {
  const all = { resource: {}, data: {}, module: {}, variable: {}, output: {}, provider: {}, terraform: [], text: '' }
  for (const name of fs.readdirSync(folder).filter((n) => n.endsWith('.tf')).sort()) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8')
    all.text += text
    for (const [kind, blocks] of Object.entries(await hcl.parse(name, text))) {
      if (kind === 'terraform') all.terraform.push(...blocks)
      else for (const [label, body] of Object.entries(blocks)) all[kind][label] = { ...(all[kind][label] ?? {}), ...(Array.isArray(body) ? { body: body[0] } : body) }
    }
  }
  return all
}

function checkFields(where, fields, body) {
  const given = new Set()
  for (const [name, value] of Object.entries(body)) {
    if (name === 'dynamic') {
      for (const [block, dynamics] of Object.entries(value)) {
        given.add(block)
        const schema = fields.get(block)
        expect(schema?.fields, where, `there is no block ${block}`)
        for (const dynamic of schema?.fields ? dynamics : []) checkFields(`${where}.${block}`, schema.fields, dynamic.content[0])
      }
      continue
    }
    if (meta.has(name)) continue
    given.add(name)
    const schema = fields.get(name)
    expect(schema, where, `there is no ${name}`)
    if (!schema?.fields) continue
    for (const part of Array.isArray(value) ? value : [value])
      if (part && typeof part === 'object') checkFields(`${where}.${name}`, schema.fields, part)
  }
  const same = (a, b) => a === b || (fields.isCamel && [a, `${a}s`].includes(b.replace(/_./g, (m) => m[1].toUpperCase()))) || (fields.isCamel && b.replace(/_./g, (m) => m[1].toUpperCase()) + 's' === a)
  for (const [name, field] of fields) {
    if (field.required) expect([...given].some((g) => same(name, g)), where, `${name} is required`)
  }
}

function checkModule(where, module, modules) {
  for (const [kind, part] of [['Resource', 'resource'], ['DataSource', 'data']]) {
    for (const [type, blocks] of Object.entries(module[part])) {
      const schema = known.find(kind, type)
      expect(schema, where, `no provider has the ${part} ${type}`)
      for (const [name, [body]] of Object.entries(schema ? blocks : {})) {
        expect(schema.takes.size > 0, where, `the schema of ${type} could not be read`)
        checkFields(`${where}: ${type}.${name}`, schema.takes, body)
      }
    }
  }
  for (const [name, { body }] of Object.entries(module.provider)) {
    const schema = known.find('Provider', name)
    expect(schema, where, `there is no provider ${name}`)
    if (schema) checkFields(`${where}: provider ${name}`, schema.takes, body)
  }
  const code = module.text.replace(/^\s*#.*$/gm, '').replace(/\s#.*$/gm, '')
  for (const [, data, type, , name, attribute] of code.matchAll(/\b(data\.)?((cloudflare|digitalocean|hcloud)_\w+)\.(\w+)\.(\w+)/g)) {
    const part = data ? 'data' : 'resource'
    expect(module[part][type]?.[name], where, `${type}.${name} is not declared`)
    expect(known.find(data ? 'DataSource' : 'Resource', type)?.gives.has(attribute), where, `${type} has no ${attribute}`)
  }
  for (const [, name] of code.matchAll(/\bvar\.(\w+)/g)) expect(module.variable[name], where, `variable ${name} is not declared`)
  for (const name of Object.keys(module.variable)) expect(code.includes(`var.${name}`), where, `variable ${name} is not used`)
  for (const [name, { body }] of Object.entries(module.variable)) expect(body.type && body.description, where, `variable ${name} needs type and description`)
  for (const [name, { body }] of Object.entries(module.output)) expect(body.description, where, `output ${name} needs a description`)
  for (const [, call, output] of code.matchAll(/\bmodule\.(\w+)\.(\w+)/g))
    expect(modules?.get(call)?.output[output], where, `module ${call} has no output ${output}`)
  for (const [call, called] of modules ?? []) {
    const { source, ...arguments_ } = module.module[call].body
    for (const name of Object.keys(arguments_)) expect(called.variable[name], where, `module ${call} takes no ${name}`)
    for (const [name, { body }] of Object.entries(called.variable)) expect('default' in body || name in arguments_, where, `module ${call} needs ${name}`)
  }
}

function checkPins(where, module) {
  for (const [name, pin] of Object.entries(Object.assign({}, ...module.terraform.flatMap((t) => t.required_providers ?? [])))) {
    const range = /^~> (\d+)\.(\d+)$/.exec(pin.version ?? '')
    expect(range && pin.source, where, `provider ${name} needs a source and a version like "~> 1.2"`)
    const schema = known.versions[name]?.split('.').map(Number)
    if (range && schema) expect(schema[0] === Number(range[1]) && schema[1] >= Number(range[2]), where, `${name} ${pin.version} was not checked: the schema is of ${known.versions[name]}`)
  }
}

async function checkScaffold(provider) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scaffold-'))
  const into = path.join(folder, 'infra')
  const environment = { ...process.env, HOME: folder, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' }
  const run = (program, ...words) => spawnSync(program, words, { cwd: into, env: environment, encoding: 'utf8' })
  execFileSync(envdeckctl, ['new', into, '--name', 'acme', '--domain', 'example.com', '--provider', provider], { env: environment })

  const check = run(envdeckctl, 'workspace', 'check')
  expect(check.status === 0, provider, `workspace check: ${check.stdout}${check.stderr}`)
  expect(run('grep', '-rqE', '@(name|domain|git)@', '--exclude-dir=.git', '.').status === 1, provider, 'a placeholder is left')
  for (const secret of ['terraform.tfvars', 'x.secret.tfvars', 'terraform.tfstate', 'errored.tfstate', 'a.tfplan', '.terraform/x'])
    expect(run('git', 'check-ignore', '-q', `terraform/environments/prod/${secret}`).status === 0, provider, `${secret} is not ignored`)
  for (const plain of ['env.auto.tfvars', 'terraform.tfvars.example', '.terraform.lock.hcl', 'backend.hcl'])
    expect(run('git', 'check-ignore', '-q', `terraform/environments/prod/${plain}`).status === 1, provider, `${plain} is ignored`)

  const environments = path.join(into, 'terraform/environments')
  for (const name of ['dev', 'test', 'prod']) {
    const home = path.join(environments, name)
    const where = `${provider} ${name}`
    const root = await configuration(home)
    const modules = new Map()
    for (const [call, { body }] of Object.entries(root.module)) modules.set(call, await configuration(path.join(home, body.source)))
    checkModule(where, root, modules)
    checkPins(where, root)
    for (const [call, module] of modules) {
      checkModule(`${where}: module ${call}`, module, null)
      if (module.terraform.length > 0) checkPins(`${where}: module ${call}`, module)
    }
    const plain = await hcl.parse('env.auto.tfvars', fs.readFileSync(path.join(home, 'env.auto.tfvars'), 'utf8'))
    const secret = await hcl.parse('x.tfvars', fs.readFileSync(path.join(home, 'terraform.tfvars.example'), 'utf8'))
    const declared = Object.keys(root.variable)
    for (const variable of [...Object.keys(plain), ...Object.keys(secret)]) expect(root.variable[variable], where, `${variable} has a value and no declaration`)
    for (const variable of declared) {
      const isSecret = root.variable[variable].body.sensitive === true
      expect(variable in (isSecret ? secret : plain), where, `${variable} has no value`)
      expect(!(variable in (isSecret ? plain : secret)), where, `${variable} stands in the wrong file`)
    }
    for (const output of ['server_ip', 'server_id', 'names']) expect(root.output[output], where, `Envdeck reads ${output}`)
    for (const file of fs.readdirSync(home).filter((n) => n.endsWith('.tf')))
      expect(fs.readFileSync(path.join(home, file)).equals(fs.readFileSync(path.join(environments, 'dev', file))), where, `${file} is not as in dev`)
  }

  const terraform = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version'], { env: environment }).status === 0)
  if (terraform) {
    const format = run(terraform, 'fmt', '-check', '-recursive')
    expect(format.status === 0, provider, `fmt -check: ${format.stdout}${format.stderr}`)
    const get = spawnSync(terraform, ['get'], { cwd: path.join(environments, 'prod'), env: environment, encoding: 'utf8' })
    expect(get.status === 0, provider, `get: ${get.stderr}`)
  } else console.log('neither terraform nor tofu is here: fmt -check was not run')
  fs.rmSync(folder, { recursive: true })
}

for (const provider of ['hetzner', 'digitalocean']) await checkScaffold(provider)
console.log(problems === 0 ? `${checked} things hold` : `${problems} of ${checked} things do not hold`)
process.exit(problems === 0 ? 0 : 1)
