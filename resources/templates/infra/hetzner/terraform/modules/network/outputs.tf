output "firewall" {
  description = "What a server names to stand behind this firewall."
  value       = hcloud_firewall.this.id
}
