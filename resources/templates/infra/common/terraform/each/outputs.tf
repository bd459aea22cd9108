# Envdeck reads these after every apply: envdeck.yaml takes the address of the host from server_ip.
output "server_ip" {
  description = "Public IPv4 address of the server."
  value       = module.vps.address
}

output "server_id" {
  description = "The server's id in the cloud."
  value       = module.vps.id
}

output "names" {
  description = "Names that point at it."
  value       = module.dns_and_ssl.names
}
