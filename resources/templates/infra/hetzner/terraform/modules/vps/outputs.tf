output "address" {
  description = "Public IPv4 address."
  value       = hcloud_server.this.ipv4_address
}

output "id" {
  description = "Id in the cloud."
  value       = hcloud_server.this.id
}
