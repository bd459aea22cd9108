output "names" {
  description = "Full names of the records."
  value       = sort([for record in cloudflare_dns_record.this : record.name])
}
