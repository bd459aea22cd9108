# The id of the zone is looked up by its name, so that nobody copies it from a web page.
data "cloudflare_zone" "this" {
  filter = {
    name = var.zone
  }
}

# One record for each name. for_each makes the name part of the address in the state, so taking one away leaves
# the others alone; with count, everything behind it would move up and be changed.
resource "cloudflare_dns_record" "this" {
  for_each = var.records

  zone_id = data.cloudflare_zone.this.zone_id
  name    = each.key == "@" ? var.domain : "${each.key}.${var.domain}"
  type    = "A"
  content = var.address
  proxied = var.proxied
  ttl     = var.proxied ? 1 : 300 # 1 means automatic, the only value that a proxied record takes
  comment = "terraform"
}

# Strict: Cloudflare speaks TLS to the server too, and checks the certificate that Traefik got there.
resource "cloudflare_zone_setting" "this" {
  for_each = var.manage_zone ? {
    always_use_https = "on"
    min_tls_version  = "1.2"
    ssl              = "strict"
  } : {}

  zone_id    = data.cloudflare_zone.this.zone_id
  setting_id = each.key
  value      = each.value
}
