# The same in every environment, byte for byte: what differs stands in env.auto.tfvars.
module "network" {
  source = "../../modules/network"

  name           = "${var.project}-${var.environment}"
  open_ports     = var.open_ports
  admin_ports    = var.admin_ports
  admin_networks = var.admin_networks
}

module "vps" {
  source = "../../modules/vps"

  name        = "${var.project}-${var.environment}-1"
  environment = var.environment
  server_type = var.server_type
  location    = var.location
  image       = var.image
  ssh_keys    = var.ssh_keys
  backups     = var.backups
  protected   = var.protected
  firewall    = module.network.firewall
}

module "dns_and_ssl" {
  source = "../../modules/dns-and-ssl"

  zone        = var.zone
  domain      = var.domain
  address     = module.vps.address
  records     = var.records
  proxied     = var.proxied
  manage_zone = var.manage_zone
}
