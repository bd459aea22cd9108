// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What resources, data sources and providers take and give, as the npm packages of the providers spell it.
import fs from 'node:fs'
import path from 'node:path'

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const upper = (name) => name[0].toUpperCase() + name.slice(1)

// Names in `interface NAME {…}` of a TypeScript declaration, and which of them must be given.
function fieldsOf(text, name, field) {
  const found = text.match(new RegExp(`^export (?:declare )?interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm'))
  const fields = new Map()
  for (const [, key, optional, type] of found?.[1].matchAll(field) ?? []) fields.set(key, { required: !optional, type })
  return fields
}

// Packages made by cdktf: index.js spells the names as HCL has them, index.d.ts says which are required.
class Cdktf {
  constructor(folder) {
    this.folder = folder
    this.version = fs.readFileSync(path.join(folder, 'lib/provider/index.js'), 'utf8').match(/providerVersion: '([^']+)'/)[1]
    this.folders = new Map()
    for (const name of fs.readdirSync(path.join(folder, 'lib'))) {
      const file = path.join(folder, 'lib', name, 'index.d.ts')
      if (!fs.existsSync(file)) continue
      const text = fs.readFileSync(file, 'utf8')
      const type = text.match(/static readonly tfResourceType = "([^"]+)"/)?.[1]
      const kind = text.match(/extends cdktf\.Terraform(Resource|DataSource|Provider)\b/)?.[1]
      if (type && kind) this.folders.set(`${kind} ${type}`, name)
    }
  }

  struct(code, declarations, body, indent, name) {
    const key = new RegExp(`^ {${indent}}([a-z0-9_]+): \\{\\n +value: (.*),$`, 'gm')
    const required = fieldsOf(declarations, name, /^    readonly (\w+)(\?)?: (.*)$/gm)
    const attributes = new Map()
    for (const [, attribute, value] of body.matchAll(key)) {
      const nested = value.match(/(?<![.\w])(\w+)ToHclTerraform/)?.[1]
      attributes.set(attribute, {
        required: required.get(camel(attribute))?.required ?? false,
        fields: nested ? this.nested(code, declarations, nested) : null,
      })
    }
    return attributes
  }

  nested(code, declarations, name) {
    const body = code.match(new RegExp(`^function ${name}ToHclTerraform\\(struct[\\s\\S]*?^\\}`, 'm'))[0]
    return this.struct(code, declarations, body, 8, upper(name))
  }

  find(kind, type) {
    const folder = this.folders.get(`${kind} ${type}`)
    if (!folder) return null
    const read = (name) => fs.readFileSync(path.join(this.folder, 'lib', folder, name), 'utf8')
    const code = read('index.js')
    const declarations = read('index.d.ts')
    const whole = code.slice(code.search(/extends cdktf\.Terraform(Resource|DataSource|Provider)/))
    const name = declarations.match(/^export declare class (\w+) extends cdktf\.Terraform/m)[1]
    const takes = this.struct(code, declarations, whole.slice(whole.indexOf('synthesizeHclAttributes')), 12, `${name}Config`)
    const gives = new Set(takes.keys())
    for (const [, attribute] of whole.matchAll(/get\w+Attribute\('([a-z0-9_]+)'\)/g)) gives.add(attribute)
    for (const [, attribute] of whole.matchAll(/new \w+\(this, "([a-z0-9_]+)"/g)) gives.add(attribute)
    return { takes, gives }
  }
}

// Packages made by Pulumi: names are in camel case, and lists of blocks in the plural.
class Pulumi {
  constructor(folder, prefix) {
    this.folder = folder
    this.prefix = prefix
    this.inputs = fs.readFileSync(path.join(folder, 'types/input.d.ts'), 'utf8')
  }

  struct(text, name) {
    const fields = fieldsOf(text, name, /^    (?:readonly )?(\w+)(\?)?: (.*)$/gm)
    const structure = this
    return {
      size: fields.size,
      keys: () => fields.keys(),
      get(attribute) {
        const field = fields.get(camel(attribute)) ?? fields.get(`${camel(attribute)}s`)
        if (!field) return undefined
        const nested = field.type.match(/inputs\.(\w+)/)?.[1]
        return { required: field.required, fields: nested ? structure.struct(structure.inputs, nested) : null }
      },
      *[Symbol.iterator]() {
        for (const [name, field] of fields) yield [name, field]
      },
      isCamel: true,
    }
  }

  find(kind, type) {
    if (!type.startsWith(this.prefix)) return null
    if (kind === 'Provider') {
      const text = fs.readFileSync(path.join(this.folder, 'provider.d.ts'), 'utf8')
      return { takes: this.struct(text, 'ProviderArgs'), gives: new Set() }
    }
    const name = camel(type.slice(this.prefix.length + 1))
    const file = path.join(this.folder, `${kind === 'DataSource' ? `get${upper(name)}` : name}.d.ts`)
    if (!fs.existsSync(file)) return null
    const text = fs.readFileSync(file, 'utf8')
    const gives = new Set(['id'])
    for (const [, attribute] of text.matchAll(/^    readonly (\w+): /gm)) gives.add(attribute)
    const takes = this.struct(text, kind === 'DataSource' ? `Get${upper(name)}Args` : `${upper(name)}Args`)
    return { takes, gives: { has: (attribute) => gives.has(camel(attribute)) } }
  }
}

// Answers find(kind, type): null when no provider knows the type. Kinds: Resource, DataSource, Provider.
export function schemas(npm) {
  const modules = path.join(npm, 'node_modules')
  const all = [
    new Cdktf(path.join(modules, '@cdktf/provider-cloudflare')),
    new Cdktf(path.join(modules, '@cdktf/provider-digitalocean')),
    new Pulumi(path.join(modules, '@pulumi/hcloud'), 'hcloud'),
  ]
  return {
    versions: { cloudflare: all[0].version, digitalocean: all[1].version },
    find: (kind, type) => all.map((provider) => provider.find(kind, type)).find((schema) => schema) ?? null,
  }
}
