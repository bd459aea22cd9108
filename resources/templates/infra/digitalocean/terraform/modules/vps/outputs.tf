output "address" {
  description = "Public IPv4 address."
  value       = digitalocean_droplet.this.ipv4_address
}

output "id" {
  description = "Id in the cloud."
  value       = digitalocean_droplet.this.id
}
