# Versions are pinned twice: "~> 2.71" allows 2.71 and later, never 3.0; .terraform.lock.hcl, which is committed,
# names the exact ones. `terraform init -upgrade` moves them, in a commit of its own.
terraform {
  required_version = ">= 1.10" # terraform or tofu; the first that lock the state with an object in the bucket

  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
    digitalocean = {
      source  = "digitalocean/digitalocean"
      version = "~> 2.71"
    }
  }
}

# A token for each environment: then losing one is not losing all.
variable "digitalocean_token" {
  type        = string
  description = "DigitalOcean API token with the scopes for droplets, firewalls, tags and reading SSH keys."
  sensitive   = true
}

variable "cloudflare_api_token" {
  type        = string
  description = "Cloudflare API token with Zone Read, DNS Edit and Zone Settings Edit for the one zone."
  sensitive   = true
}

provider "digitalocean" {
  token = var.digitalocean_token
}

provider "cloudflare" {
  api_token = var.cloudflare_api_token
}
