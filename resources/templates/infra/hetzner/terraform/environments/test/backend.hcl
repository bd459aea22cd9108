# The state of test: its own key in the bucket. Any store that speaks S3 will do; this address is Hetzner Object Storage.
bucket       = "@name@-terraform-state"
key          = "test/terraform.tfstate"
use_lockfile = true # the lock is an object beside the state; the store must support conditional writes

region    = "us-east-1" # a word that stores other than Amazon's ignore
endpoints = { s3 = "https://nbg1.your-objectstorage.com" }

# Questions that only Amazon answers.
skip_credentials_validation = true
skip_metadata_api_check     = true
skip_region_validation      = true
skip_requesting_account_id  = true
skip_s3_checksum            = true
