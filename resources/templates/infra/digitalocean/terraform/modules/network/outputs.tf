output "firewall" {
  description = "What a droplet is tagged with to stand behind this firewall."
  value       = digitalocean_tag.this.name
}
